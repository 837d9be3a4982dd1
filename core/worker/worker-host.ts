import type { LinkInfo } from '../apdu/card-connection.ts';
import type { TraceEntry } from '../apdu/trace.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { Reader, ReaderInfo } from '../reader/reader.ts';
import { recordCard } from '../reader/trace/record-card.ts';
import { TraceRecorder, type RecordedTrace } from '../reader/trace/recorder.ts';
import { SoftwareReader, type SoftwareCard } from '../reader/software-reader.ts';
import type { UsbChoice } from '../reader/usb/open-usb-reader.ts';
import type {
  Persona,
  RelayGreeting,
  RelaySlot,
  RelayWay,
  Reply,
  SoftwareCardOptions,
  TaskName,
  TaskRequest,
  TaskTypes,
  UsbReaderSeen,
  WorkerApi,
} from './protocol.ts';
import { ReaderSession } from './reader-session.ts';
import { toReply } from './reply.ts';
import { TaskRunner } from './task-runner.ts';
import { RelayDoor, type RelayDoorDeps } from './relay-door.ts';
import { openSmartCard, seenSmartCardReaders, type SmartCardDoorDeps } from './smart-card-door.ts';
import { openUsb, seenUsbReaders, type UsbDoorDeps } from './usb-door.ts';

/** What the worker is built from; tests pass their own. */
export interface HostDeps extends UsbDoorDeps, RelayDoorDeps, SmartCardDoorDeps {
  readonly now: () => Date;
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

/** Implements the worker's door: owns the reader, hands tasks to their runner, keeps the trace. */
export class WorkerHost implements WorkerApi {
  readonly #deps: HostDeps;
  readonly #runner: TaskRunner;
  readonly #relay: RelayDoor;
  readonly #recorder = new TraceRecorder();
  readonly #trace: TraceEntry[] = [];
  readonly #watchers = new Set<AbortController>();
  #session: ReaderSession | undefined;
  #opened = 0;

  constructor(deps: HostDeps) {
    this.#deps = deps;
    this.#relay = new RelayDoor(deps);
    this.#runner = new TaskRunner({ now: deps.now, session: () => this.#session });
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
      return this.#adopt(reader);
    });
  }

  openUsbReader(choice: UsbChoice): Promise<Reply<ReaderInfo>> {
    return this.#reply(async () => {
      await this.#close(); // it may be the same reader
      return this.#adopt(await openUsb(choice, this.#deps, this.#recorder));
    });
  }

  usbReaders(): Promise<Reply<readonly UsbReaderSeen[]>> {
    return this.#reply(() => seenUsbReaders(this.#deps));
  }

  greetRelay(way: RelayWay): Promise<Reply<RelayGreeting>> {
    return this.#reply(() => this.#relay.greet(way));
  }

  relayReaders(): Promise<Reply<readonly RelaySlot[]>> {
    return this.#reply(() => this.#relay.readers);
  }

  openRelayReader(name: string): Promise<Reply<ReaderInfo>> {
    return this.#reply(async () => {
      await this.#close(); // it may be the same reader
      return this.#adopt(await this.#relay.open(name));
    });
  }

  smartCardReaders(): Promise<Reply<readonly string[]>> {
    return this.#reply(() => seenSmartCardReaders(this.#deps));
  }

  openSmartCardReader(name: string): Promise<Reply<ReaderInfo>> {
    return this.#reply(async () => {
      await this.#close(); // it may be the same reader
      return this.#adopt(await openSmartCard(name, this.#deps));
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
    return this.#reply(() => this.#runner.run(request));
  }

  cancel(id: string): void {
    this.#runner.cancel(id);
  }

  release(): Promise<Reply<undefined>> {
    return this.#reply(async () => {
      this.#runner.cancelCardTask();
      await this.#session?.pause();
      return undefined;
    });
  }

  resume(): Promise<Reply<undefined>> {
    return this.#reply(async () => {
      await this.#session?.reader.resume();
      return undefined;
    });
  }

  close(): Promise<Reply<undefined>> {
    return this.#reply(() => this.#close());
  }

  link(): Promise<Reply<LinkInfo | undefined>> {
    return this.#reply(() => this.#session?.link);
  }

  trace(): Promise<Reply<readonly TraceEntry[]>> {
    return this.#reply(() => [...this.#trace]);
  }

  recording(): Promise<Reply<RecordedTrace | undefined>> {
    return this.#reply(() => this.#session && this.#recorder.trace(this.#session.reader.info));
  }

  #adopt(reader: Reader): ReaderInfo {
    this.#session = new ReaderSession(reader, {
      locks: this.#deps.locks,
      idleMs: this.#deps.idleMs,
      note: (entry) => this.#note(entry),
      // over USB the transfers themselves are recorded
      record: (connection) =>
        reader.info.route === 'webusb' ? connection : recordCard(connection, this.#recorder),
    });
    return reader.info;
  }

  async #forward(session: ReaderSession, port: MessagePort, abort: AbortController): Promise<void> {
    for await (const state of session.reader.watch(abort.signal)) port.postMessage(state);
    this.#watchers.delete(abort);
    port.close();
  }

  async #close(): Promise<undefined> {
    this.#runner.cancelCardTask();
    const session = this.#session;
    this.#session = undefined;
    this.#recorder.begin();
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
