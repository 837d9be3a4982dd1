import type { CardConnection, LinkInfo, RemovalReason } from '../apdu/card-connection.ts';
import { encodeCommand, type CommandApdu } from '../apdu/command.ts';
import { parseResponse, type ResponseApdu } from '../apdu/response.ts';
import { wipe } from '../bytes/wipe.ts';
import { KazasuError, type Sent } from '../error/kazasu-error.ts';
import type { Clock } from './clock.ts';
import { deferred } from './deferred.ts';

/** A card behind something that takes whole APDUs. */
export interface ApduDoor {
  /** The bytes are overwritten afterwards. @throws KazasuError with `sent` */
  transmit(apdu: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  /** power off and on @throws KazasuError */
  powerCycle(): Promise<unknown>;
  /** clears what was verified and lets the card go; called once */
  letGo(): Promise<unknown>;
}

/** A powered card behind an {@link ApduDoor}. The door is let go as soon as nobody knows the card's state any more. */
export class ApduConnection implements CardConnection {
  readonly link: LinkInfo;
  readonly removed: Promise<RemovalReason>;
  readonly #door: ApduDoor;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #end = deferred<RemovalReason>();
  #reason: RemovalReason | undefined;
  #gone: Promise<unknown> = Promise.resolve();

  /** @param timeoutMs longest wait for an answer; a card may compute a signature for seconds (card.md 1.4) */
  constructor(door: ApduDoor, link: LinkInfo, clock: Clock, timeoutMs: number) {
    this.#door = door;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.link = link;
    this.removed = this.#end.promise;
  }

  get alive(): boolean {
    return this.#reason === undefined;
  }

  async transmit(command: CommandApdu): Promise<ResponseApdu> {
    if (this.#reason) throw goneError(this.#reason, 'no');
    const bytes = encodeCommand(command);
    const silent = deferred<KazasuError>();
    const callOff = this.#clock.after(this.#timeoutMs, () =>
      silent.resolve(new KazasuError('card.silent', { sent: 'yes' })),
    );
    try {
      const answer = await Promise.race([
        this.#door.transmit(bytes),
        this.removed.then((reason) => goneError(reason, 'unknown')),
        silent.promise,
      ]);
      if (answer instanceof KazasuError) throw answer;
      return parseResponse(answer);
    } catch (error) {
      this.end(reasonOf(error)); // after a lost or senseless answer nobody knows the card's state
      throw error instanceof KazasuError
        ? error
        : new KazasuError('card.lost', { sent: 'unknown' }, { cause: error });
    } finally {
      callOff();
      if (command.secret) wipe(bytes);
    }
  }

  async reset(): Promise<void> {
    if (this.#reason) throw goneError(this.#reason, 'no');
    await this.#door.powerCycle();
  }

  async release(): Promise<void> {
    this.end('released');
    await this.#gone;
  }

  /** Nothing more is sent to the card. Safe to call twice. */
  end(reason: RemovalReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#end.resolve(reason);
    this.#gone = this.#door.letGo().catch(() => undefined); // what fails even here is gone anyway
  }
}

function goneError(reason: RemovalReason, sent: Sent): KazasuError {
  return new KazasuError(reason === 'unplugged' ? 'reader.lost' : 'card.lost', { sent });
}

function reasonOf(error: unknown): RemovalReason {
  if (!(error instanceof KazasuError)) return 'released';
  if (error.code === 'reader.lost') return 'unplugged';
  return error.code === 'card.lost' ? 'taken-away' : 'released';
}
