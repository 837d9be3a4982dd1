import type { CardConnection } from '../../apdu/card-connection.ts';
import { KazasuError } from '../../error/kazasu-error.ts';
import { connectDoor } from '../apdu-door.ts';
import type { Clock } from '../clock.ts';
import { deferred } from '../deferred.ts';
import type { PoweredConnection } from '../powered-connection.ts';
import type { FieldState, Reader, ReaderInfo } from '../reader.ts';
import type { SmartCardContext, SmartCardFlags } from './api.ts';
import { SmartCardDoor } from './smart-card-door.ts';

/** a card may sign for seconds (card.md 1.4) */
const COMMAND_MS = 30_000;

/** A reader of the Web Smart Card API. Looking and working have a context each: one takes one operation at a time. */
export class SmartCardReader implements Reader {
  readonly info: ReaderInfo;
  readonly #work: SmartCardContext;
  readonly #look: SmartCardContext;
  readonly #clock: Clock;
  readonly #closing = new AbortController();
  #connection: PoweredConnection | undefined;
  #state: FieldState | undefined;
  #changed = deferred<undefined>();

  constructor(name: string, contexts: { work: SmartCardContext; look: SmartCardContext }, clock: Clock) {
    this.#work = contexts.work;
    this.#look = contexts.look;
    this.#clock = clock;
    this.info = {
      id: `smart-card:${name}`,
      model: name,
      route: 'smart-card-api',
      simulated: /virtual/i.test(name),
    };
    void this.#lookOn();
  }

  async *watch(signal: AbortSignal): AsyncIterable<FieldState> {
    const aborted = deferred<undefined>();
    const abort = (): void => aborted.resolve(undefined);
    signal.addEventListener('abort', abort, { once: true });
    try {
      let told: FieldState | undefined;
      while (!signal.aborted && told !== 'lost') {
        const changed = this.#changed.promise;
        if (this.#state !== undefined && told !== this.#state) yield (told = this.#state);
        else await Promise.race([changed, aborted.promise]);
      }
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async connect(): Promise<CardConnection> {
    if (this.#state === 'lost') throw new KazasuError('reader.lost', { sent: 'no' });
    if (this.#connection?.alive) throw new KazasuError('reader.busy', { sent: 'no' });
    const { door, atr } = await SmartCardDoor.open(this.#work, this.info.model, this.#clock);
    const link = {
      route: 'smart-card-api',
      simulated: this.info.simulated,
      // readers do not tell whether they take extended APDUs: what every reader takes
      maxCommandData: 255,
      maxResponseData: 256,
      ...(atr && { atr }),
    } as const;
    this.#connection = connectDoor(door, link, this.#clock, COMMAND_MS);
    return this.#connection;
  }

  async pause(): Promise<void> {
    await this.#connection?.release();
  }

  resume(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.#connection?.release();
    this.#closing.abort();
    this.#become('lost');
  }

  /** asks for the next change until the reader is gone */
  async #lookOn(): Promise<void> {
    const readerName = this.info.model;
    let seen: { currentState: Omit<SmartCardFlags, 'unknown'>; currentCount?: number } = {
      currentState: { unaware: true },
    };
    try {
      while (this.#state !== 'lost') {
        const asked = [{ readerName, ...seen }];
        const [now] = await this.#look.getStatusChange(asked, { signal: this.#closing.signal });
        if (!now) break;
        this.#become(stateOf(now.eventState));
        seen = { currentState: known(now.eventState), currentCount: now.eventCount };
      }
    } catch {
      // closed by ourselves, or PC/SC is gone: without it there is no reader
    }
    this.#become('lost');
  }

  #become(state: FieldState): void {
    if (this.#state === state || this.#state === 'lost') return;
    this.#state = state;
    if (state === 'lost') this.#connection?.end('unplugged');
    else if (state !== 'one') this.#connection?.end('taken-away');
    const changed = this.#changed;
    this.#changed = deferred();
    changed.resolve(undefined);
  }
}

function stateOf({ unknown, unavailable, mute, present }: SmartCardFlags): FieldState {
  if (unknown === true || unavailable === true) return 'lost';
  if (mute === true) return 'foreign';
  return present === true ? 'one' : 'empty';
}

/** what may be said back: the flags of the answer without those that are only answers */
function known({ empty, present, exclusive, inuse, mute, unpowered }: SmartCardFlags): SmartCardFlags {
  return Object.fromEntries(
    Object.entries({ empty, present, exclusive, inuse, mute, unpowered }).filter(([, flag]) => flag === true),
  );
}
