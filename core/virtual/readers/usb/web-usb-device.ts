import { configurationOf, type Configuration } from './configuration.ts';
import { UsbFault, type UsbModel } from './model.ts';

/** How the system around the device treats us. */
export interface Surroundings {
  /** `open` fails: no permission, or a driver other than WinUSB */
  readonly refusesOpen: boolean;
  /** `claimInterface` fails: another program, window or kernel driver has it */
  readonly claimedElsewhere: boolean;
  /** an Isolated Web App with the permission `usb-unrestricted`: no class is protected (readers.md 1.1) */
  readonly unrestricted: boolean;
}

/** A control transfer as WebUSB names its parts. */
interface ControlSetup {
  readonly requestType: 'standard' | 'class' | 'vendor';
  readonly recipient: 'device' | 'interface' | 'endpoint' | 'other';
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

const PROTECTED_CLASS = 0x0b;
const TYPES = ['standard', 'class', 'vendor'] as const;
const RECIPIENTS = ['device', 'interface', 'endpoint', 'other'] as const;

type Status = 'ok' | 'stall' | 'babble';

/** The device as a page sees it through WebUSB: the part of `USBDevice` a driver needs, with Chrome's errors. */
export class WebUsbDevice {
  opened = false;
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturerName: string | undefined;
  readonly productName: string | undefined;
  readonly serialNumber: string | undefined;
  configuration: Configuration | null = null;
  readonly configurations: readonly Configuration[];
  readonly #model: UsbModel;
  readonly #surroundings: Partial<Surroundings>;
  #claims = new Map<number, AbortController>();
  #gone = false;

  constructor(model: UsbModel, surroundings: Partial<Surroundings> = {}) {
    this.#model = model;
    this.#surroundings = surroundings;
    const { device, strings } = model.descriptors;
    const at = (index: number): string | undefined => strings[(device[index] ?? 0) - 1];
    this.vendorId = (device[8] ?? 0) | ((device[9] ?? 0) << 8);
    this.productId = (device[10] ?? 0) | ((device[11] ?? 0) << 8);
    this.manufacturerName = at(14);
    this.productName = at(15);
    this.serialNumber = at(16);
    this.configurations = [configurationOf(model.descriptors.configuration)];
  }

  open(): Promise<void> {
    return this.#state(() => {
      if (this.#surroundings.refusesOpen) throw new DOMException('Access denied.', 'SecurityError');
      this.opened = true;
    });
  }

  close(): Promise<void> {
    for (const number of [...this.#claims.keys()]) this.#release(number);
    this.opened = false;
    return Promise.resolve();
  }

  async selectConfiguration(value: number): Promise<void> {
    await this.#state(() => this.#mustBeOpen());
    await this.#model.controlOut(Uint8Array.of(0, 9, value, 0, 0, 0, 0, 0), new Uint8Array());
    this.configuration =
      this.configurations.find(({ configurationValue }) => configurationValue === value) ?? null;
  }

  claimInterface(number: number): Promise<void> {
    return this.#state(() => {
      this.#mustBeOpen();
      const known = this.configuration?.interfaces.find(({ interfaceNumber }) => interfaceNumber === number);
      if (!known)
        throw new DOMException(
          'The interface number provided is not supported by the device.',
          'NotFoundError',
        );
      if (this.#isProtected(known.alternate.interfaceClass)) {
        throw new DOMException('The requested interface implements a protected class.', 'SecurityError');
      }
      if (this.#surroundings.claimedElsewhere)
        throw new DOMException('Unable to claim interface.', 'NetworkError');
      this.#claims.set(number, this.#claims.get(number) ?? new AbortController());
    });
  }

  releaseInterface(number: number): Promise<void> {
    return this.#state(() => this.#release(number));
  }

  clearHalt(direction: 'in' | 'out', endpoint: number): Promise<void> {
    const address = direction === 'in' ? 0x80 | endpoint : endpoint;
    return this.#model.controlOut(Uint8Array.of(2, 1, 0, 0, address, 0, 0, 0), new Uint8Array());
  }

  async transferOut(
    endpoint: number,
    data: BufferSource,
  ): Promise<{ readonly status: Status; readonly bytesWritten: number }> {
    this.#signal('out', endpoint);
    // the browser copies what it is given, so what the driver overwrites afterwards is gone
    const view = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    const bytes = new Uint8Array(view);
    const { status } = await ended(this.#model.transferOut(endpoint, bytes));
    return { status, bytesWritten: status === 'ok' ? bytes.length : 0 };
  }

  async transferIn(
    endpoint: number,
    length: number,
  ): Promise<{ readonly status: Status; readonly data?: DataView }> {
    const { status, value } = await ended(
      this.#model.transferIn(endpoint, length, this.#signal('in', endpoint)),
    );
    if (value === undefined) return { status };
    return { status, data: new DataView(value.buffer, value.byteOffset, value.byteLength) };
  }

  async controlTransferIn(
    setup: ControlSetup,
    length: number,
  ): Promise<{ readonly status: Status; readonly data?: DataView }> {
    this.#mustReach(setup);
    const { status, value } = await ended(this.#model.controlIn(setupPacket(0x80, setup, length)));
    if (value === undefined) return { status };
    return { status, data: new DataView(value.buffer, value.byteOffset, value.byteLength) };
  }

  async controlTransferOut(
    setup: ControlSetup,
    data: Uint8Array = new Uint8Array(),
  ): Promise<{ readonly status: Status; readonly bytesWritten: number }> {
    this.#mustReach(setup);
    const { status } = await ended(this.#model.controlOut(setupPacket(0, setup, data.length), data));
    return { status, bytesWritten: status === 'ok' ? data.length : 0 };
  }

  /** the cable is pulled: what is under way fails, and everything after it */
  unplugged(): void {
    this.#gone = true;
  }

  #state(change: () => void): Promise<void> {
    return new Promise((resolve) => {
      if (this.#gone) throw gone();
      change();
      resolve();
    });
  }

  #mustBeOpen(): void {
    if (!this.opened) throw new DOMException('The device must be opened first.', 'InvalidStateError');
  }

  #isProtected(interfaceClass: number): boolean {
    return interfaceClass === PROTECTED_CLASS && !this.#surroundings.unrestricted;
  }

  #mustReach({ recipient, index }: ControlSetup): void {
    if (this.#gone) throw gone();
    this.#mustBeOpen();
    if (recipient === 'interface' && !this.#claims.has(index & 0xff)) throw notClaimed();
  }

  #signal(direction: 'in' | 'out', endpoint: number): AbortSignal {
    if (this.#gone) throw gone();
    this.#mustBeOpen();
    const owner = this.configuration?.interfaces.find(({ alternate }) =>
      alternate.endpoints.some((one) => one.endpointNumber === endpoint && one.direction === direction),
    );
    const claim = owner && this.#claims.get(owner.interfaceNumber);
    if (!claim) throw notClaimed();
    return claim.signal;
  }

  #release(number: number): void {
    this.#claims.get(number)?.abort();
    this.#claims.delete(number);
  }
}

function notClaimed(): DOMException {
  return new DOMException('The specified endpoint is not part of a claimed interface.', 'NotFoundError');
}

function setupPacket(
  direction: number,
  { requestType, recipient, request, value, index }: ControlSetup,
  length: number,
): Uint8Array {
  const type = direction | (TYPES.indexOf(requestType) << 5) | RECIPIENTS.indexOf(recipient);
  const words = [value, index, length].flatMap((word) => [word & 0xff, (word >> 8) & 0xff]);
  return Uint8Array.of(type, request, ...words);
}

function gone(): DOMException {
  return new DOMException('The device was disconnected.', 'NotFoundError');
}

/** what WebUSB makes of a fault: a status, or an error for a device that is gone and a transfer that was cancelled */
async function ended<T>(transfer: Promise<T>): Promise<{ readonly status: Status; readonly value?: T }> {
  try {
    return { status: 'ok', value: await transfer };
  } catch (error) {
    if (!(error instanceof UsbFault)) throw error;
    if (error.kind === 'stall' || error.kind === 'babble') return { status: error.kind };
    throw new DOMException('The transfer was cancelled.', 'AbortError');
  }
}
