import { concat } from '../../../bytes/concat.ts';
import { UsbFault } from './model.ts';

interface Reading {
  readonly length: number;
  got: Uint8Array;
  readonly resolve: (data: Uint8Array) => void;
  readonly reject: (reason: unknown) => void;
}

/** An IN endpoint: packets wait in it until they are fetched, transfers wait until a packet ends them. */
export class BulkIn {
  readonly #packetSize: number;
  #packets: Uint8Array[] = [];
  #readings: Reading[] = [];
  #halted = false;
  #gone = false;

  constructor(packetSize: number) {
    this.#packetSize = packetSize;
  }

  /** `closed`: a message of whole packets is followed by an empty one */
  push(message: Uint8Array, closed: boolean): void {
    for (let at = 0; at < message.length; at += this.#packetSize) {
      this.#packets.push(message.slice(at, at + this.#packetSize));
    }
    if (message.length === 0 || (closed && message.length % this.#packetSize === 0)) {
      this.#packets.push(new Uint8Array());
    }
    this.#serve();
  }

  read(length: number, signal?: AbortSignal): Promise<Uint8Array> {
    if (this.#gone) return Promise.reject(new UsbFault('gone'));
    if (signal?.aborted) return Promise.reject(new UsbFault('aborted'));
    let abort = (): void => undefined;
    const read = new Promise<Uint8Array>((resolve, reject) => {
      const reading: Reading = { length, got: new Uint8Array(), resolve, reject };
      abort = () => this.#abort(reading);
      signal?.addEventListener('abort', abort, { once: true });
      this.#readings.push(reading);
      this.#serve();
    });
    return read.finally(() => signal?.removeEventListener('abort', abort));
  }

  /** what waits to be fetched is lost, as after a reset */
  clear(): void {
    this.#packets = [];
  }

  /** every transfer ends in a stall until the host clears it */
  halt(): void {
    this.#halted = true;
    this.#serve();
  }

  clearHalt(): void {
    this.#halted = false;
  }

  unplug(): void {
    this.#gone = true;
    this.#end('gone');
  }

  #end(kind: UsbFault['kind']): void {
    const readings = this.#readings;
    this.#readings = [];
    for (const { reject } of readings) reject(new UsbFault(kind));
  }

  #abort(reading: Reading): void {
    if (!this.#readings.includes(reading)) return;
    this.#readings = this.#readings.filter((one) => one !== reading);
    reading.reject(new UsbFault('aborted'));
  }

  #serve(): void {
    if (this.#halted) this.#end('stall');
    for (let reading = this.#readings[0]; reading && this.#packets.length > 0; reading = this.#readings[0]) {
      const packet = this.#packets.shift() ?? new Uint8Array();
      if (reading.got.length + packet.length > reading.length) {
        this.#readings.shift();
        reading.reject(new UsbFault('babble'));
        continue;
      }
      reading.got = concat(reading.got, packet);
      if (packet.length === this.#packetSize && reading.got.length < reading.length) continue;
      this.#readings.shift();
      reading.resolve(reading.got);
    }
  }
}
