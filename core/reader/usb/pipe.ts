import { KazasuError } from '../../error/kazasu-error.ts';
import type { Clock } from '../clock.ts';
import { deferred } from '../deferred.ts';
import type { UsbAddress, UsbDevice } from './usb-device.ts';
import { usbError } from './usb-error.ts';

const PACKET = 64;
/** transfers in a row that bring nothing: stalls, babble, empty packets */
const MAX_FRUITLESS = 32;
/** messages nobody fetches; a reader never sends so many unasked */
const MAX_WAITING = 64;

/** What every driver gets besides its device. */
export interface UsbDeps {
  readonly clock: Clock;
  /**
   * Taken for as long as the interface is claimed; what it gives undoes it.
   * @throws KazasuError `reader.busy` when another window of ours has it
   */
  readonly lock: () => Promise<() => void>;
}

/** Puts the messages of a device together from the pieces its transfers bring. Total: any bytes, in bounded space. */
export interface Assembler<Message> {
  push(piece: Uint8Array): readonly Message[];
  /** bytes still to come of a message that has begun, 0 if none */
  readonly missing: number;
  /** forgets a message that has begun */
  reset(): void;
}

/**
 * Two bulk endpoints of a claimed interface. One loop owns the IN endpoint: exactly one transfer is always waiting
 * there, since WebUSB can neither time it out nor call it off, and a forgotten one would swallow the next answer
 * (readers.md 6.1). Only {@link UsbPipe.close} ends it.
 */
export class UsbPipe<Message> {
  /** settles when the device is gone or the pipe was closed */
  readonly lost: Promise<void>;
  readonly #device: UsbDevice;
  readonly #address: UsbAddress;
  readonly #clock: Clock;
  readonly #packetSize: number;
  readonly #end = deferred<undefined>();
  readonly #assembler: Assembler<Message>;
  readonly #waiting: Message[] = [];
  #arrived = deferred<undefined>();
  #over: KazasuError | undefined;

  /**
   * Opens the device and claims its interface.
   * @throws KazasuError `reader.no-access`, `reader.busy` (`what`: `claim` when it is none of our windows), `reader.unsupported`, `reader.lost`, `reader.failed`
   */
  static async open<Message>(
    device: UsbDevice,
    address: UsbAddress,
    assembler: Assembler<Message>,
    { clock, lock }: UsbDeps,
  ): Promise<UsbPipe<Message>> {
    const unlock = await lock();
    try {
      await claim(device, address);
    } catch (error) {
      unlock();
      throw error;
    }
    const pipe = new UsbPipe(device, address, assembler, clock);
    void pipe.lost.then(unlock);
    return pipe;
  }

  private constructor(device: UsbDevice, address: UsbAddress, assembler: Assembler<Message>, clock: Clock) {
    this.#device = device;
    this.#address = address;
    this.#assembler = assembler;
    this.#clock = clock;
    this.#packetSize = packetSize(device, address);
    this.lost = this.#end.promise;
    void this.#loop();
  }

  /**
   * One message to the device; an empty packet follows where its end could not be seen (readers.md 2.1).
   * The browser takes a copy: the caller may overwrite `bytes` afterwards.
   * @throws KazasuError `reader.lost`, `reader.failed`
   */
  async send(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#sendTransfer(bytes);
    const open = bytes.length % this.#packetSize === 0;
    if (open && !this.#address.selfDelimiting) await this.#sendTransfer(new Uint8Array());
  }

  /** {@link UsbPipe.send}, but false when the message has not left after `ms`. */
  async sendWithin(ms: number, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const late = deferred<boolean>();
    const callOff = this.#clock.after(ms, () => late.resolve(false));
    const sent = this.send(bytes).then(() => true);
    return Promise.race([sent, late.promise]).finally(callOff);
  }

  /** The next message before a moment of the clock, else undefined. @throws KazasuError when it is over */
  async nextBefore(end: number): Promise<Message | undefined> {
    for (let left = end - this.#clock.now(); left >= 1; left = end - this.#clock.now()) {
      const message = await this.next(left);
      if (message !== undefined) return message;
    }
    return undefined;
  }

  /** The next message, or undefined after `ms`; it then stays for the next call. @throws KazasuError when it is over */
  async next(ms: number): Promise<Message | undefined> {
    if (this.#waiting.length === 0 && !this.#over) {
      const callOff = this.#clock.after(ms, () => this.interrupt());
      await this.#arrived.promise;
      callOff();
    }
    const message = this.#waiting.shift();
    if (message === undefined && this.#over) throw this.#over;
    return message;
  }

  /** forgets what came and was not fetched */
  discard(): void {
    this.#waiting.length = 0;
    this.#assembler.reset();
  }

  /** lets a {@link UsbPipe.next} under way return now */
  interrupt(): void {
    const arrived = this.#arrived;
    this.#arrived = deferred();
    arrived.resolve(undefined);
  }

  /** Gives the device free: the pending transfer ends, the interface can be claimed by others. Safe to call twice. */
  async close(): Promise<void> {
    this.#stop(new KazasuError('reader.lost', { what: 'closed' }));
    await this.#device.releaseInterface(this.#address.interface).catch(() => undefined);
    await this.#device.close().catch(() => undefined);
  }

  async #sendTransfer(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#over) throw this.#over;
    try {
      const { status } = await this.#device.transferOut(this.#address.out, bytes);
      if (status === 'ok') return;
      await this.#device.clearHalt('out', this.#address.out);
    } catch (error) {
      throw this.#stop(usbError('transfer', error));
    }
    throw new KazasuError('reader.failed', { what: 'stall' });
  }

  async #loop(): Promise<void> {
    let wanted = 0;
    let fruitless = 0;
    try {
      while (!this.#over && fruitless < MAX_FRUITLESS && this.#waiting.length < MAX_WAITING) {
        // one packet, then exactly what is missing: so an answer of whole packets needs no empty one behind it
        const length = Math.max(1, Math.ceil(wanted / this.#packetSize)) * this.#packetSize;
        const { status, data } = await this.#device.transferIn(this.#address.in, length);
        if (status === 'stall') await this.#device.clearHalt('in', this.#address.in);
        const came = status === 'ok' && data !== undefined && data.byteLength > 0;
        fruitless = came ? 0 : fruitless + 1;
        if (came) this.#take(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
        wanted = came ? this.#assembler.missing : 0;
      }
      this.#stop(new KazasuError('reader.failed', { what: 'transferIn' }));
    } catch (error) {
      this.#stop(usbError('transfer', error));
    }
  }

  #take(piece: Uint8Array): void {
    this.#waiting.push(...this.#assembler.push(piece));
    this.interrupt();
  }

  #stop(reason: KazasuError): KazasuError {
    this.#over ??= reason;
    this.interrupt();
    this.#end.resolve(undefined);
    return this.#over;
  }
}

async function claim(device: UsbDevice, address: UsbAddress): Promise<void> {
  await device.open().catch((error: unknown) => Promise.reject(usbError('open', error)));
  try {
    if (device.configuration?.configurationValue !== address.configuration) {
      await device.selectConfiguration(address.configuration);
    }
    await device.claimInterface(address.interface);
  } catch (error) {
    await device.close().catch(() => undefined);
    throw usbError('claim', error);
  }
}

function packetSize(device: UsbDevice, address: UsbAddress): number {
  const interfaces = device.configuration?.interfaces ?? [];
  const endpoints = interfaces.flatMap(({ alternate }) => alternate.endpoints);
  const found = endpoints.find(
    ({ direction, endpointNumber }) => direction === 'in' && endpointNumber === address.in,
  );
  return found?.packetSize ?? PACKET;
}
