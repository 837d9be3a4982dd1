import type { CardConnection, LinkInfo } from '../apdu/card-connection.ts';
import { traced, type TraceEntry } from '../apdu/trace.ts';
import { CardMemory } from '../card/card-memory.ts';
import type { Reader } from '../reader/reader.ts';
import { takeLock, type Locks } from './take-lock.ts';

export interface SessionDeps {
  readonly locks: Locks;
  /** ms without a task after which the reader is given free */
  readonly idleMs: number;
  readonly note: (entry: TraceEntry) => void;
  /** the same connection, recorded for support */
  readonly record: (connection: CardConnection) => CardConnection;
}

/** A connection and what is remembered of its card. */
export interface OpenCard {
  readonly connection: CardConnection;
  readonly memory: CardMemory;
}

/**
 * One reader of this worker: connects when a task needs the card, keeps the connection between tasks, gives it free
 * when idle, lost or failed. While connected it holds the reader's lock, so that two windows cannot mix.
 */
export class ReaderSession {
  readonly reader: Reader;
  readonly #deps: SessionDeps;
  #open: OpenCard | undefined;
  #last: CardConnection | undefined;
  #unlock: (() => void) | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(reader: Reader, deps: SessionDeps) {
    this.reader = reader;
    this.#deps = deps;
  }

  /** what is known of the way to the card that was connected last */
  get link(): LinkInfo | undefined {
    return this.#last?.link;
  }

  /** @throws KazasuError `reader.busy` when another window holds the reader; what `Reader.connect` throws */
  async card(signal: AbortSignal): Promise<OpenCard> {
    clearTimeout(this.#idle);
    if (this.#open) return this.#open;
    this.#unlock = await takeLock(this.#deps.locks, `kazasu-reader:${this.reader.info.id}`);
    try {
      const connection = traced(this.#deps.record(await this.reader.connect(signal)), this.#deps.note);
      this.#last = connection;
      const open = { connection, memory: new CardMemory(connection.link) };
      this.#open = open;
      void connection.removed.then(() => {
        if (this.#open === open) this.#forget();
      });
      return open;
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  /** after a task that ended as it should: keep the connection for a while */
  rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.release(), this.#deps.idleMs);
  }

  /** clears everything verified and gives the reader free; a reader that fails even here is gone anyway */
  async release(): Promise<void> {
    const open = this.#open;
    this.#forget();
    await open?.connection.release().catch(() => undefined);
  }

  /** lets other windows and programs have the reader itself; the next task takes it again */
  async pause(): Promise<void> {
    await this.release();
    await this.reader.pause();
  }

  async close(): Promise<void> {
    await this.release();
    await this.reader.close();
  }

  #forget(): void {
    clearTimeout(this.#idle);
    this.#open = undefined;
    this.#unlock?.();
    this.#unlock = undefined;
  }
}
