/** Why a transfer ended without data, as a host controller tells it. */
export class UsbFault extends Error {
  override readonly name = 'UsbFault';
  readonly kind: 'stall' | 'babble' | 'gone' | 'aborted';

  constructor(kind: UsbFault['kind']) {
    super(kind);
    this.kind = kind;
  }
}

/** A USB device as a host controller sees it: what a USB/IP server, a usbfs stand-in or a WebUSB object needs. */
export interface UsbModel {
  readonly descriptors: {
    /** device descriptor, 18 bytes */
    readonly device: Uint8Array;
    /** configuration descriptor with interfaces and endpoints */
    readonly configuration: Uint8Array;
    /** string descriptors by index from 1, as text */
    readonly strings: readonly string[];
  };
  /**
   * One OUT transfer; an empty one is a zero-length packet.
   * @throws UsbFault
   */
  transferOut(endpoint: number, data: Uint8Array): Promise<void>;
  /**
   * One IN transfer: ends with a short packet or when `length` bytes are there; waits as long as there is nothing.
   * @throws UsbFault `aborted` after `signal`
   */
  transferIn(endpoint: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
  /**
   * Control transfer; `setup` is the setup packet, 8 bytes.
   * @throws UsbFault `stall` for what it does not know
   */
  controlIn(setup: Uint8Array): Promise<Uint8Array>;
  controlOut(setup: Uint8Array, data: Uint8Array): Promise<void>;
}
