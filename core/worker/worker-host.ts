import type { TraceEntry } from '../apdu/trace.ts';
import { Card } from '../card/card.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import { SoftwareReader, type SoftwareCard } from '../reader/software-reader.ts';
import { guardPin } from './guard-pin.ts';
import type {
  Persona,
  Reply,
  SoftwareCardOptions,
  TaskName,
  TaskRequest,
  TaskTypes,
  WorkerApi,
} from './protocol.ts';
import { ReaderSession, type Locks } from './reader-session.ts';
import { toReply } from './reply.ts';
import { TASKS } from './tasks.ts';

/** What the worker is built from; tests pass their own. */
export interface HostDeps {
  readonly now: () => Date;
  readonly locks: Locks;
  readonly idleMs: number;
  /** longest wait for one answer of the card, ms */
  readonly answerTimeoutMs: number;
  /** told of what no KazasuError explains; in the worker: the console */
  readonly surprise: (error: unknown) => void;
  /** undefined in a build without the software card */
  readonly software?: {
    readonly personas: () => Promise<readonly Persona[]>;
    readonly create: (options: SoftwareCardOptions) => Promise<SoftwareCard>;
  };
}

const TRACE_LENGTH = 200;

/** Implements the worker's door: owns the reader, runs one task at a time, carries progress and cancel. */
export class WorkerHost implements WorkerApi {
  readonly #deps: HostDeps;
  readonly #trace: TraceEntry[] = [];
  readonly #watchers = new Set<AbortController>();
  #session: ReaderSession | undefined;
  #running: { readonly id: string; readonly abort: AbortController } | undefined;
  #opened = 0;

  constructor(deps: HostDeps) {
    this.#deps = deps;
  }

  personas(): Promise<Reply<readonly Persona[]>> {
    return this.#reply(async () => (await this.#deps.software?.personas()) ?? []);
  }

  openSoftwareCard(options: SoftwareCardOptions): ReturnType<WorkerApi['openSoftwareCard']> {
    return this.#reply(async () => {
      const { software } = this.#deps;
      if (!software) throw new KazasuError('reader.not-in-this-build');
      const card = await software.create(options);
      await this.#close();
      // each is a reader of its own: two windows do not share it
      const id = `software-${crypto.randomUUID()}`;
      const model = `software card ${++this.#opened}`;
      const reader = new SoftwareReader(card, { id, model, timeoutMs: this.#deps.answerTimeoutMs });
      this.#session = new ReaderSession(reader, {
        locks: this.#deps.locks,
        idleMs: this.#deps.idleMs,
        note: (entry) => this.#note(entry),
      });
      return reader.info;
    });
  }

  placeSoftwareCard(there: boolean): Promise<Reply<undefined>> {
    return this.#reply(() => {
      const reader = this.#session?.reader;
      if (!(reader instanceof SoftwareReader)) throw new KazasuError('reader.none');
      if (there) reader.putBack();
      else reader.takeAway();
      return undefined;
    });
  }

  watch(port: MessagePort): Promise<Reply<undefined>> {
    return this.#reply(() => {
      if (!this.#session) throw new KazasuError('reader.none');
      const abort = new AbortController();
      this.#watchers.add(abort);
      void this.#forward(this.#session, port, abort).catch(this.#deps.surprise);
      return undefined;
    });
  }

  run<Name extends TaskName>(request: TaskRequest<Name>): Promise<Reply<TaskTypes[Name]['result']>> {
    return this.#reply(async () => {
      try {
        return await guardPin(request.input, () => this.#run(request));
      } finally {
        request.port.close();
      }
    });
  }

  cancel(id: string): void {
    if (this.#running?.id === id) this.#running.abort.abort();
  }

  release(): Promise<Reply<undefined>> {
    return this.#reply(async () => {
      this.#running?.abort.abort();
      await this.#session?.release();
      return undefined;
    });
  }

  close(): Promise<Reply<undefined>> {
    return this.#reply(() => this.#close());
  }

  trace(): Promise<Reply<readonly TraceEntry[]>> {
    return this.#reply(() => [...this.#trace]);
  }

  async #run<Name extends TaskName>({
    id,
    name,
    input,
    port,
  }: TaskRequest<Name>): Promise<TaskTypes[Name]['result']> {
    if (!Object.hasOwn(TASKS, name)) throw new KazasuError('task.unknown', { sent: 'no' });
    const session = this.#session;
    if (!session) throw new KazasuError('reader.none', { sent: 'no' });
    if (this.#running) throw new KazasuError('task.running', { sent: 'no' });
    const abort = new AbortController();
    this.#running = { id, abort };
    try {
      const { connection, memory } = await session.card(abort.signal);
      const card = new Card(connection, memory, abort.signal);
      const progress = port.postMessage.bind(port);
      const result = await TASKS[name]({ card, now: this.#deps.now, progress }, input);
      session.rest();
      return result;
    } catch (error) {
      await session.release(); // whatever was verified or half done goes with the power
      throw error;
    } finally {
      this.#running = undefined;
    }
  }

  async #forward(session: ReaderSession, port: MessagePort, abort: AbortController): Promise<void> {
    for await (const state of session.reader.watch(abort.signal)) port.postMessage(state);
    this.#watchers.delete(abort);
    port.close();
  }

  async #close(): Promise<undefined> {
    this.#running?.abort.abort();
    const session = this.#session;
    this.#session = undefined;
    await session?.close();
    for (const abort of this.#watchers) abort.abort();
    return undefined;
  }

  #note(entry: TraceEntry): void {
    this.#trace.push(entry);
    if (this.#trace.length > TRACE_LENGTH) this.#trace.shift();
  }

  #reply<Value>(work: () => Value | Promise<Value>): Promise<Reply<Value>> {
    return toReply(work, this.#deps.surprise);
  }
}
