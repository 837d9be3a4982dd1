import type { CardConnection, LinkInfo, RemovalReason } from '../../apdu/card-connection.ts';
import { encodeCommand, type CommandApdu } from '../../apdu/command.ts';
import { parseResponse, type ResponseApdu } from '../../apdu/response.ts';
import { wipe } from '../../bytes/wipe.ts';
import { KazasuError, type Sent } from '../../error/kazasu-error.ts';
import type { Clock } from '../clock.ts';
import { deferred } from '../deferred.ts';
import type { Turns } from '../turns.ts';
import type { CardField, FieldCard } from './card-field.ts';

/** What a connection shares with its reader. */
export interface Air {
  readonly field: CardField;
  readonly clock: Clock;
  /** the field is used by one at a time */
  readonly turns: Turns;
}

/** A selected card in the field of a reader. */
export class ContactlessConnection implements CardConnection {
  readonly removed: Promise<RemovalReason>;
  readonly #air: Air;
  readonly #end = deferred<RemovalReason>();
  #card: FieldCard;
  #reason: RemovalReason | undefined;
  #off: Promise<void> = Promise.resolve();
  #busy = false;
  #lastUsed: number;

  constructor(air: Air, card: FieldCard) {
    this.#air = air;
    this.#card = card;
    this.#lastUsed = air.clock.now();
    this.removed = this.#end.promise;
  }

  get alive(): boolean {
    return this.#reason === undefined;
  }

  get link(): LinkInfo {
    return this.#card.link;
  }

  /**
   * ms until it is time to ask whether the card is still there, so that its absence is known `noticeMs` and one frame
   * waiting time after it left; never later than `restMs` after the last word, and not while a command is under way.
   */
  checkIn(noticeMs: number, restMs: number): number {
    const { fwt, absenceMs, keepAliveMs } = this.#card;
    const period = keepAliveMs ?? Math.min(restMs, noticeMs + fwt - absenceMs);
    return this.#busy ? period : Math.max(0, this.#lastUsed + period - this.#air.clock.now());
  }

  async transmit(command: CommandApdu): Promise<ResponseApdu> {
    const apdu = encodeCommand(command);
    if (apdu.length > this.#card.maxCommand || (command.le ?? 0) > this.link.maxResponseData) {
      wipe(apdu);
      throw new KazasuError('card.too-large', { what: command.name, sent: 'no' });
    }
    try {
      const exchanged = this.#air.turns.take(() => this.#exchange(apdu, command.repeatable));
      return parseResponse(await exchanged.finally(() => wipe(apdu)));
    } catch (error) {
      if (this.#reason) throw goneError(this.#reason, sentOf(error)); // it was ended meanwhile
      this.end(reasonOf(error)); // after a lost or senseless answer nobody knows the card's state
      throw error;
    }
  }

  async reset(): Promise<void> {
    await this.#air.turns.take(async () => {
      this.#mustBeAlive();
      try {
        this.#card = await this.#air.field.select();
      } catch (error) {
        this.end(reasonOf(error));
        throw error;
      }
    });
  }

  /** Is the card still there? Ends the connection if not. Takes the radio by itself: not for use within a turn. */
  check(): Promise<boolean> {
    return this.#air.turns.take(async () => {
      if (!this.alive) return false;
      const there = await this.#card.present();
      this.#lastUsed = this.#air.clock.now();
      if (!there) this.end('taken-away');
      return this.alive;
    });
  }

  /** A command under way is given up; the card is put to rest and loses its power. */
  async release(): Promise<void> {
    this.end('released');
    await this.#off;
  }

  /** Nothing more is sent to the card; it loses its power as soon as the radio is free. */
  end(reason: RemovalReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#end.resolve(reason);
    const { field, turns } = this.#air;
    this.#card.stop();
    if (this.#busy) field.abort();
    this.#off = turns
      .take(async () => {
        if (reason === 'released') await this.#card.deselect();
        await field.off();
      })
      .catch(() => undefined); // a reader that fails even here is gone anyway
  }

  async #exchange(apdu: Uint8Array, repeatable: boolean): Promise<Uint8Array> {
    this.#mustBeAlive();
    this.#busy = true;
    try {
      return await this.#card.exchange(apdu, repeatable);
    } finally {
      this.#busy = false;
      this.#lastUsed = this.#air.clock.now();
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
