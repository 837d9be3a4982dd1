import type { CardConnection, RemovalReason } from '../apdu/card-connection.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import { connectDoor } from './apdu-door.ts';
import { systemClock } from './clock.ts';
import { deferred } from './deferred.ts';
import type { PoweredConnection } from './powered-connection.ts';
import type { FieldState, Reader, ReaderInfo } from './reader.ts';

/** What this reader needs of a software card: the shape of dist/virtual/card.mjs. */
export interface SoftwareCard {
  readonly atr: Uint8Array;
  transmit(command: Uint8Array): Promise<Uint8Array>;
  powerOn(): unknown;
  powerOff(): unknown;
  reset(): unknown;
}

export interface SoftwareReaderOptions {
  readonly id: string;
  readonly model: string;
  /** longest wait for an answer, ms; a card may compute a signature for seconds (card.md 1.4) */
  readonly timeoutMs: number;
}

/** A reader without hardware: a software card lies on it until it is taken away. */
export class SoftwareReader implements Reader {
  readonly info: ReaderInfo;
  readonly #card: SoftwareCard;
  readonly #timeoutMs: number;
  #state: FieldState = 'one';
  #changed = deferred<undefined>();
  #connection: PoweredConnection | undefined;

  constructor(card: SoftwareCard, options: SoftwareReaderOptions) {
    this.#card = card;
    this.#timeoutMs = options.timeoutMs;
    this.info = { id: options.id, model: options.model, route: 'software', simulated: true };
  }

  /** Takes the card away, in the middle of whatever happens. */
  takeAway(): void {
    if (this.#state === 'one') this.#become('empty', 'taken-away');
  }

  putBack(): void {
    if (this.#state === 'empty') this.#become('one');
  }

  async *watch(signal: AbortSignal): AsyncIterable<FieldState> {
    const aborted = deferred<undefined>();
    signal.addEventListener('abort', () => aborted.resolve(undefined), { once: true });
    let told: FieldState | undefined;
    while (!signal.aborted) {
      const changed = this.#changed.promise;
      if (told !== this.#state) {
        told = this.#state;
        yield told;
        if (told === 'lost') return;
        continue; // it may have changed while the listener was busy
      }
      await Promise.race([changed, aborted.promise]);
    }
  }

  async connect(): Promise<CardConnection> {
    if (this.#state === 'lost') throw new KazasuError('reader.lost', { sent: 'no' });
    if (this.#state !== 'one') throw new KazasuError('card.none', { sent: 'no' });
    if (this.#connection?.alive) throw new KazasuError('reader.busy', { sent: 'no' });
    await this.#card.powerOff();
    await this.#card.powerOn();
    const card = this.#card;
    const door = {
      transmit: (apdu: Uint8Array) => card.transmit(apdu),
      powerCycle: () => Promise.resolve(card.reset()),
      letGo: () => Promise.resolve(card.powerOff()),
    };
    const link = {
      route: 'software',
      simulated: true,
      maxCommandData: 0xffff,
      maxResponseData: 0x10000,
      atr: card.atr,
    } as const;
    this.#connection = connectDoor(door, link, systemClock, this.#timeoutMs);
    return this.#connection;
  }

  async pause(): Promise<void> {
    await this.#connection?.release();
  }

  resume(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (this.#state !== 'lost') this.#become('lost', 'unplugged');
    return Promise.resolve();
  }

  #become(state: FieldState, reason?: RemovalReason): void {
    this.#state = state;
    if (reason) this.#connection?.end(reason);
    const changed = this.#changed;
    this.#changed = deferred();
    changed.resolve(undefined);
  }
}
