import type { CardConnection, LinkInfo, RemovalReason } from '../apdu/card-connection.ts';
import { encodeCommand, type CommandApdu } from '../apdu/command.ts';
import { parseResponse, type ResponseApdu } from '../apdu/response.ts';
import { wipe } from '../bytes/wipe.ts';
import { KazasuError, type Sent } from '../error/kazasu-error.ts';
import type { Clock } from './clock.ts';
import { deferred } from './deferred.ts';
import type { Turns } from './turns.ts';

/** A card under power, as its driver gives it. Used by one at a time. */
export interface PoweredCard {
  readonly link: LinkInfo;
  /** longest command it takes, bytes, header and lengths included */
  readonly maxCommand: number;
  /**
   * One APDU, never sent again, but that a repeatable one may be after another activation.
   * @throws KazasuError with `sent`
   */
  exchange(apdu: Uint8Array, repeatable: boolean): Promise<Uint8Array>;
  present(): Promise<boolean>;
  /** an exchange under way fails as soon as it can; safe when there is none */
  stop(): void;
  /** @param orderly nothing is wrong with it: it may be put to rest first */
  off(orderly: boolean): Promise<void>;
}

/** A connection to a card whose driver exchanges whole APDUs. */
export class PoweredConnection implements CardConnection {
  readonly removed: Promise<RemovalReason>;
  readonly #turns: Turns;
  readonly #clock: Clock;
  readonly #power: () => Promise<PoweredCard>;
  readonly #end = deferred<RemovalReason>();
  #card: PoweredCard;
  #reason: RemovalReason | undefined;
  #off: Promise<void> = Promise.resolve();
  #busy = false;
  #lastHeard: number;

  /** @param power switches the card off and on again; called within a turn */
  constructor(card: PoweredCard, power: () => Promise<PoweredCard>, turns: Turns, clock: Clock) {
    this.#card = card;
    this.#power = power;
    this.#turns = turns;
    this.#clock = clock;
    this.#lastHeard = clock.now();
    this.removed = this.#end.promise;
  }

  get alive(): boolean {
    return this.#reason === undefined;
  }

  get link(): LinkInfo {
    return this.#card.link;
  }

  /** ms since the card was last heard of, or found there; 0 while a command is under way */
  get quietMs(): number {
    return this.#busy ? 0 : this.#clock.now() - this.#lastHeard;
  }

  async transmit(command: CommandApdu): Promise<ResponseApdu> {
    const apdu = encodeCommand(command);
    const tooLong = apdu.length > this.#card.maxCommand || (command.le ?? 0) > this.link.maxResponseData;
    if (tooLong) {
      wipe(apdu);
      throw new KazasuError('card.too-large', { what: command.name, sent: 'no' });
    }
    try {
      const exchanged = this.#turns.take(() => this.#exchange(apdu, command.repeatable));
      return parseResponse(await exchanged.finally(() => wipe(apdu)));
    } catch (error) {
      if (this.#reason) throw goneError(this.#reason, sentOf(error)); // it was ended meanwhile
      this.end(reasonOf(error)); // after a lost or senseless answer nobody knows the card's state
      throw error;
    }
  }

  async reset(): Promise<void> {
    await this.#turns.take(async () => {
      this.#mustBeAlive();
      try {
        this.#card = await this.#power();
      } catch (error) {
        this.end(reasonOf(error));
        throw error;
      }
    });
  }

  /** Is the card still there, with its power? Ends the connection if not. Takes a turn of its own. */
  check(): Promise<boolean> {
    return this.#turns.take(async () => {
      if (!this.alive) return false;
      const there = await this.#card.present();
      this.#lastHeard = this.#clock.now();
      if (!there) this.end('taken-away');
      return this.alive;
    });
  }

  async release(): Promise<void> {
    this.end('released');
    await this.#off;
  }

  /** Nothing more is sent to the card; it loses its power as soon as its reader is free. */
  end(reason: RemovalReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#end.resolve(reason);
    this.#card.stop();
    this.#off = this.#turns.take(() => this.#card.off(reason === 'released')).catch(() => undefined); // a reader that fails even here is gone anyway
  }

  async #exchange(apdu: Uint8Array, repeatable: boolean): Promise<Uint8Array> {
    this.#mustBeAlive();
    this.#busy = true;
    try {
      return await this.#card.exchange(apdu, repeatable);
    } finally {
      this.#busy = false;
      this.#lastHeard = this.#clock.now();
    }
  }

  #mustBeAlive(): void {
    if (this.#reason) throw goneError(this.#reason, 'no');
  }
}

function goneError(reason: RemovalReason, sent: Sent): KazasuError {
  return new KazasuError(reason === 'unplugged' ? 'reader.lost' : 'card.lost', { sent });
}

function sentOf(error: unknown): Sent {
  return (error instanceof KazasuError ? error.detail.sent : undefined) ?? 'unknown';
}

function reasonOf(error: unknown): RemovalReason {
  if (!(error instanceof KazasuError)) return 'released';
  if (error.code === 'reader.lost') return 'unplugged';
  return error.code === 'card.lost' || error.code === 'card.none' ? 'taken-away' : 'released';
}
