import type { LinkInfo } from '../apdu/card-connection.ts';
import type { TraceEntry } from '../apdu/trace.ts';
import type { ErrorCode } from '../error/codes.ts';
import type { ErrorDetail } from '../error/kazasu-error.ts';
import type { FieldState, ReaderInfo } from '../reader/reader.ts';
import type { RecordedTrace } from '../reader/trace/recorder.ts';
import type { RelaySlot } from '../reader/relay/protocol.ts';
import type { UsbChoice } from '../reader/usb/open-usb-reader.ts';
import type { CmsCheck } from '../pki/cms/report.ts';
import type { Face } from '../task/card-face.ts';
import type { CheckFileInput } from '../task/check-file.ts';
import type { HashedFile, HashFileInput } from '../task/hash-file.ts';
import type { SignedFiles, SignFilesInput } from '../task/sign-files.ts';
import type { MyCard } from '../task/my-card.ts';
import type { MyData, MyDataInput } from '../task/my-data.ts';
import type { GateRefusal, PinInput } from '../task/pin-gate.ts';
import type { NoCertificate, Proof, ProveInput } from '../task/prove.ts';
import type { Progress } from '../task/task.ts';
import type { Tries, TriesInput } from '../task/tries.ts';

/** Every task a page can start with a card: its input and how it may end. */
export interface CardTaskTypes {
  'my-card': { input: undefined; result: MyCard };
  'my-data': { input: MyDataInput; result: MyData | GateRefusal };
  prove: { input: ProveInput; result: Proof | GateRefusal | NoCertificate };
  tries: { input: TriesInput; result: Tries };
  'sign-files': { input: SignFilesInput; result: SignedFiles | GateRefusal | NoCertificate };
  'card-face': { input: PinInput; result: Face | GateRefusal };
}

/** Tasks that need no card; they run beside others. */
export interface LocalTaskTypes {
  'hash-file': { input: HashFileInput; result: HashedFile };
  'check-file': { input: CheckFileInput; result: CmsCheck };
}

export type TaskTypes = CardTaskTypes & LocalTaskTypes;
export type CardTaskName = keyof CardTaskTypes;
export type LocalTaskName = keyof LocalTaskTypes;
export type TaskName = keyof TaskTypes;

/** A task on its way into the worker. `port` gets {@link Progress} messages; a PIN in `input` is transferred. */
export interface TaskRequest<Name extends TaskName = TaskName> {
  readonly id: string;
  readonly name: Name;
  readonly input: TaskTypes[Name]['input'];
  readonly port: MessagePort;
}

/** Errors cross the border whole: as code and circumstances, rebuilt on the other side. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail: ErrorDetail };

/** A persona of the software card, for choosing one. */
export interface Persona {
  readonly id: string;
  readonly label: { readonly ja: string; readonly en: string };
  /** the persona's PINs, printed beside the keypad: it is nobody's card */
  readonly pins: {
    /** every 4-digit PIN */
    readonly digits: string;
    /** absent: no signing certificate */
    readonly password?: string;
    /** 照合番号B, 14 digits: birth date 6, expiry year 4, security code 4 */
    readonly referenceNumberB: string;
  };
}

export interface SoftwareCardOptions {
  readonly persona: string;
  /** switches of the software card (docs/software-card.md) */
  readonly quirks?: Readonly<Record<string, unknown>>;
  /** waiting time of each command, ms */
  readonly delayMs?: number;
}

/** A reader the person has allowed and that is plugged in now. */
export interface UsbReaderSeen extends UsbChoice {
  /** empty: it has none, and the browser forgets it when it is unplugged */
  readonly serialNumber: string;
  readonly model: string;
}

/** How to reach the local host (docs/relay-protocol.md). */
export interface RelayWay {
  /** a number: WebSocket to this port of 127.0.0.1, the usual one if absent; a port: the page hands frames to native messaging */
  readonly port?: number | MessagePort;
  /** what an earlier pairing gave */
  readonly token?: string;
  /** the number the host shows to its person */
  readonly code?: string;
}

/** How the local host receives us. */
export type RelayGreeting =
  | {
      readonly outcome: 'welcome';
      readonly readers: readonly RelaySlot[];
      /** of a new pairing: to be kept, and shown next time */
      readonly token?: string;
    }
  /** the host wants the number it shows; `locked`: too many wrong ones, wait a minute */
  | { readonly outcome: 'pairing'; readonly why: 'not-paired' | 'wrong-code' | 'locked' };

/** The worker's door. One reader at a time, one task at a time. */
export interface WorkerApi {
  /** empty in a build without the software card */
  personas(): Promise<Reply<readonly Persona[]>>;
  /** puts a software card on a software reader and opens it; a reader open before is closed */
  openSoftwareCard(options: SoftwareCardOptions): Promise<Reply<ReaderInfo>>;
  /**
   * Opens a reader the person has allowed (`requestDevice` in the page); a reader open before is closed. Fails with
   * `reader.unavailable`, `reader.unsupported`, `reader.not-permitted`, `reader.ambiguous`, `reader.no-access`,
   * `reader.busy` (`what`: `window` when it is one of ours, `claim` when not), `reader.lost` or `reader.failed`.
   */
  openUsbReader(choice: UsbChoice): Promise<Reply<ReaderInfo>>;
  /** what {@link WorkerApi.openUsbReader} would find, in the browser's order */
  usbReaders(): Promise<Reply<readonly UsbReaderSeen[]>>;
  /**
   * Greets the local host and asks for its readers. Fails with `reader.no-host`, `reader.loopback-denied`,
   * `reader.host-version` or `reader.no-service`.
   */
  greetRelay(way: RelayWay): Promise<Reply<RelayGreeting>>;
  /** the host's readers now; fails with `reader.no-host` */
  relayReaders(): Promise<Reply<readonly RelaySlot[]>>;
  /** opens one of the readers of the host greeted last; a reader open before is closed */
  openRelayReader(name: string): Promise<Reply<ReaderInfo>>;
  /** names of the readers of the Web Smart Card API; empty where the browser has none */
  smartCardReaders(): Promise<Reply<readonly string[]>>;
  /** opens one of them; a reader open before is closed */
  openSmartCardReader(name: string): Promise<Reply<ReaderInfo>>;
  /** takes the software card away, or puts it back */
  placeSoftwareCard(there: boolean): Promise<Reply<undefined>>;
  /** `port` gets each {@link FieldState} of the open reader from now on */
  watch(port: MessagePort): Promise<Reply<undefined>>;
  run<Name extends TaskName>(request: TaskRequest<Name>): Promise<Reply<TaskTypes[Name]['result']>>;
  /** takes effect before the next command to the card */
  cancel(id: string): void;
  /** gives the reader free for other windows and programs (page hidden); `resume` or the next task takes it again */
  release(): Promise<Reply<undefined>>;
  /** page shown again: `reader.busy` when somebody else has the reader now */
  resume(): Promise<Reply<undefined>>;
  close(): Promise<Reply<undefined>>;
  /** what is known of the way to the card that was connected last on the open reader; for the diagnosis */
  link(): Promise<Reply<LinkInfo | undefined>>;
  /** what went between us and the reader since it was opened, redacted; undefined: no reader is open */
  recording(): Promise<Reply<RecordedTrace | undefined>>;
  /** the last exchanges without their data, for support */
  trace(): Promise<Reply<readonly TraceEntry[]>>;
}

export type { RecordedTrace, RelaySlot, UsbChoice };
export type { FieldState, LinkInfo, Progress, ReaderInfo, TraceEntry };
