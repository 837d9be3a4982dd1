/**
 * The part of the Web Smart Card API we use (WICG draft, wicg.github.io/web-smart-card, sections 3 to 6):
 * `navigator.smartCard` in an Isolated Web App, or one made of software. Its errors are `SmartCardError`s with a
 * `responseCode`, and plain `DOMException`s.
 */
export interface SmartCardManager {
  establishContext(): Promise<SmartCardContext>;
}

/** One PC/SC context: one operation at a time, a second is refused with `InvalidStateError`. */
export interface SmartCardContext {
  listReaders(): Promise<readonly string[]>;
  getStatusChange(
    states: readonly SmartCardStateIn[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly SmartCardStateOut[]>;
  connect(
    reader: string,
    mode: 'shared',
    options: { readonly preferredProtocols: readonly ('t0' | 't1')[] },
  ): Promise<{ readonly connection: SmartCardHandle }>;
}

export interface SmartCardHandle {
  transmit(apdu: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  /** the transaction lasts until the promise of `hold` settles, with what is done to the card then */
  startTransaction(
    hold: () => Promise<SmartCardDisposition>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<void>;
  status(): Promise<{ readonly answerToReset?: ArrayBuffer }>;
  disconnect(then?: SmartCardDisposition): Promise<void>;
}

export type SmartCardDisposition = 'leave' | 'reset' | 'unpower';

export interface SmartCardFlags {
  readonly unaware?: boolean;
  readonly unavailable?: boolean;
  readonly unknown?: boolean;
  readonly empty?: boolean;
  readonly present?: boolean;
  readonly exclusive?: boolean;
  readonly inuse?: boolean;
  readonly mute?: boolean;
  readonly unpowered?: boolean;
}

interface SmartCardStateIn {
  readonly readerName: string;
  readonly currentState: Omit<SmartCardFlags, 'unknown'>;
  readonly currentCount?: number;
}

interface SmartCardStateOut {
  readonly readerName: string;
  readonly eventState: SmartCardFlags;
  readonly eventCount: number;
}
