import { UsbFault, type UsbModel } from './model.ts';

/** How the system around the device treats us. */
export interface Surroundings {
  /** `open` fails: no permission, or a driver other than WinUSB */
  readonly refusesOpen: boolean;
  /** `claimInterface` fails: another program, window or kernel driver has it */
  readonly claimedElsewhere: boolean;
}

interface Endpoint {
  readonly endpointNumber: number;
  readonly direction: 'in' | 'out';
  readonly type: 'bulk';
  readonly packetSize: number;
}
interface Alternate {
  readonly alternateSetting: number;
  readonly interfaceClass: number;
  readonly endpoints: readonly Endpoint[];
}
interface Interface {
  readonly interfaceNumber: number;
  readonly alternate: Alternate;
}
interface Configuration {
  readonly configurationValue: number;
  readonly interfaces: readonly Interface[];
}
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
      if (known.alternate.interfaceClass === 0x0b) {
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
    this.#signal();
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
    const { status, value } = await ended(this.#model.transferIn(endpoint, length, this.#signal()));
    if (value === undefined) return { status };
    return { status, data: new DataView(value.buffer, value.byteOffset, value.byteLength) };
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

  #signal(): AbortSignal {
    if (this.#gone) throw gone();
    this.#mustBeOpen();
    const claim = this.#claims.get(0);
    if (!claim)
      throw new DOMException('The specified endpoint is not part of a claimed interface.', 'NotFoundError');
    return claim.signal;
  }

  #release(number: number): void {
    this.#claims.get(number)?.abort();
    this.#claims.delete(number);
  }
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

function configurationOf(bytes: Uint8Array): Configuration {
  const endpoints: Endpoint[] = [];
  let interfaceClass = 0;
  for (let at = 0; at < bytes.length; at += bytes[at] ?? 1) {
    const [, kind, second = 0, , low = 0, fifth = 0] = bytes.subarray(at, at + 6);
    if (kind === 4) interfaceClass = fifth;
    if (kind === 5) {
      const direction = (second & 0x80) !== 0 ? 'in' : 'out';
      const packetSize = low | (fifth << 8);
      endpoints.push({ endpointNumber: second & 0x0f, direction, type: 'bulk', packetSize });
    }
  }
  const alternate = { alternateSetting: 0, interfaceClass, endpoints };
  return { configurationValue: bytes[5] ?? 1, interfaces: [{ interfaceNumber: 0, alternate }] };
}
