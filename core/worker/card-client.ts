import * as Comlink from 'comlink';
import type { ReaderInfo } from '../reader/reader.ts';
import type {
  FieldState,
  LinkInfo,
  Persona,
  Progress,
  RecordedTrace,
  RelayGreeting,
  RelaySlot,
  RelayWay,
  SoftwareCardOptions,
  TaskName,
  TaskTypes,
  TraceEntry,
  UsbChoice,
  UsbReaderSeen,
  WorkerApi,
} from './protocol.ts';
import { fromReply } from './reply.ts';

export interface RunOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** The worker as a page sees it: tasks as promises, errors as KazasuError, progress and field states as callbacks. */
export class CardClient {
  readonly #worker: Worker;
  readonly #api: Comlink.Remote<WorkerApi>;

  /** `worker` runs card-worker.ts; the page creates it, so that the bundler sees its address */
  constructor(worker: Worker) {
    this.#worker = worker;
    this.#api = Comlink.wrap<WorkerApi>(worker);
  }

  async personas(): Promise<readonly Persona[]> {
    return fromReply(await this.#api.personas());
  }

  async openSoftwareCard(options: SoftwareCardOptions): Promise<ReaderInfo> {
    return fromReply(await this.#api.openSoftwareCard(options));
  }

  /** `choice`: what `requestDevice` gave, or one of {@link CardClient.usbReaders} */
  async openUsbReader(choice: UsbChoice): Promise<ReaderInfo> {
    const { vendorId, productId, serialNumber, nth } = choice; // a USBDevice itself cannot cross to the worker
    return fromReply(
      await this.#api.openUsbReader({ vendorId, productId, serialNumber, ...(nth !== undefined && { nth }) }),
    );
  }

  async usbReaders(): Promise<readonly UsbReaderSeen[]> {
    return fromReply(await this.#api.usbReaders());
  }

  async greetRelay(way: RelayWay): Promise<RelayGreeting> {
    const moved = typeof way.port === 'object' ? [way.port] : [];
    return fromReply(await this.#api.greetRelay(Comlink.transfer(way, moved)));
  }

  async relayReaders(): Promise<readonly RelaySlot[]> {
    return fromReply(await this.#api.relayReaders());
  }

  async openRelayReader(name: string): Promise<ReaderInfo> {
    return fromReply(await this.#api.openRelayReader(name));
  }

  async smartCardReaders(): Promise<readonly string[]> {
    return fromReply(await this.#api.smartCardReaders());
  }

  async openSmartCardReader(name: string): Promise<ReaderInfo> {
    return fromReply(await this.#api.openSmartCardReader(name));
  }

  async placeSoftwareCard(there: boolean): Promise<void> {
    fromReply(await this.#api.placeSoftwareCard(there));
  }

  /** `onState` is called with the state now and with each change, until the reader is closed */
  async watch(onState: (state: FieldState) => void): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<FieldState>) => onState(data);
    fromReply(await this.#api.watch(Comlink.transfer(port2, [port2])));
  }

  /**
   * Runs a task. A `pin` in the input is moved into the worker: the page's array is empty afterwards.
   * @throws KazasuError `task.cancelled` after `signal`; any other code of the task
   */
  async run<Name extends TaskName>(
    name: Name,
    input: TaskTypes[Name]['input'],
    { onProgress, signal }: RunOptions = {},
  ): Promise<TaskTypes[Name]['result']> {
    const id = crypto.randomUUID();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Progress>) => onProgress?.(data);
    const cancel = (): void => void this.#api.cancel(id);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const moved: Transferable[] = [port2];
      if (input && 'pin' in input && input.pin.buffer instanceof ArrayBuffer) moved.push(input.pin.buffer);
      const pending = this.#api.run(Comlink.transfer({ id, name, input, port: port2 }, moved));
      if (signal?.aborted) cancel();
      return fromReply((await pending) as Awaited<ReturnType<WorkerApi['run']>>);
    } finally {
      signal?.removeEventListener('abort', cancel);
      port1.close(); // what is still on its way belongs to a task that has ended
    }
  }

  /** gives the reader free for other windows and programs; `resume` or the next task takes it again */
  async release(): Promise<void> {
    fromReply(await this.#api.release());
  }

  async resume(): Promise<void> {
    fromReply(await this.#api.resume());
  }

  async link(): Promise<LinkInfo | undefined> {
    return fromReply(await this.#api.link());
  }

  async recording(): Promise<RecordedTrace | undefined> {
    return fromReply(await this.#api.recording());
  }

  async trace(): Promise<readonly TraceEntry[]> {
    return fromReply(await this.#api.trace());
  }

  /** closes the reader and ends the worker */
  async close(): Promise<void> {
    try {
      fromReply(await this.#api.close());
    } finally {
      this.#api[Comlink.releaseProxy]();
      this.#worker.terminate();
    }
  }
}
