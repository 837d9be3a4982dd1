import { fromHex } from '../../../bytes/hex.ts';
import { BulkIn } from './bulk-in.ts';
import { UsbFault, type UsbModel } from './model.ts';
import { StandardRequests } from './standard-requests.ts';

/** Where its messages go in and out, and the habits of its answers. */
export interface BulkHabits {
  readonly out: number;
  readonly in: number;
  readonly packetSize: number;
  /** an answer whose length is a multiple of the packet size is followed by an empty packet */
  readonly sendsZlp: boolean;
  /** answers come in pieces of so many bytes, each its own short transfer; 0: as they should */
  readonly pieces: number;
  /** hexadecimal: what a host before us left unread */
  readonly stale: readonly string[];
}

/** Requests of a device class; `setup` is the setup packet, 8 bytes. */
interface ClassRequests {
  in(setup: Uint8Array): Uint8Array;
  out(setup: Uint8Array): void;
}

/** The USB side of a reader with one bulk endpoint in each direction; what the messages mean is its subclass's. */
export abstract class BulkDevice implements UsbModel {
  readonly descriptors: UsbModel['descriptors'];
  readonly #habits: BulkHabits;
  readonly #in: BulkIn;
  readonly #control: StandardRequests;
  #outHalted = false;
  #gone = false;

  constructor(descriptors: UsbModel['descriptors'], habits: BulkHabits) {
    this.descriptors = descriptors;
    this.#habits = habits;
    this.#in = new BulkIn(habits.packetSize);
    this.#control = new StandardRequests(descriptors, (endpoint) => this.#clearHalt(endpoint));
    for (const hex of habits.stale) this.#in.push(fromHex(hex), true);
  }

  /** other endpoints to fetch from, by number */
  protected readonly extra: ReadonlyMap<number, BulkIn> = new Map();
  /** what it knows at endpoint 0 besides the requests of every device */
  protected readonly classRequests: ClassRequests | undefined = undefined;
  /** one OUT transfer; `closed`: a short or empty packet ended it */
  protected abstract onData(data: Uint8Array, closed: boolean): void;
  /** the cable was pulled */
  protected abstract onUnplug(): void;

  transferOut(endpoint: number, data: Uint8Array): Promise<void> {
    if (this.#gone) return Promise.reject(new UsbFault('gone'));
    if (endpoint !== this.#habits.out || this.#outHalted) return Promise.reject(new UsbFault('stall'));
    this.onData(data, data.length % this.#habits.packetSize !== 0 || data.length === 0);
    return Promise.resolve();
  }

  transferIn(endpoint: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    const from = (endpoint & 0x0f) === this.#habits.in ? this.#in : this.extra.get(endpoint & 0x0f);
    return from ? from.read(length, signal) : Promise.reject(new UsbFault('stall'));
  }

  controlIn(setup: Uint8Array): Promise<Uint8Array> {
    return this.#atEndpoint0(() => (this.#at0(setup) ?? this.#control).in(setup));
  }

  controlOut(setup: Uint8Array): Promise<void> {
    return this.#atEndpoint0(() => (this.#at0(setup) ?? this.#control).out(setup));
  }

  /** faults of the cable and of the firmware */
  unplug(): void {
    this.#gone = true;
    this.onUnplug();
    this.#in.unplug();
    for (const one of this.extra.values()) one.unplug();
  }

  halt(direction: 'in' | 'out'): void {
    if (direction === 'in') this.#in.halt();
    else this.#outHalted = true;
  }

  /** bytes nobody asked for */
  babble(bytes: Uint8Array): void {
    this.#in.push(bytes, true);
  }

  protected send(bytes: Uint8Array): void {
    const { pieces, sendsZlp } = this.#habits;
    const size = pieces === 0 ? bytes.length : pieces;
    for (let at = 0; at < bytes.length; at += size) this.#in.push(bytes.slice(at, at + size), sendsZlp);
  }

  /** undefined: a request of every device, or of no device */
  #at0(setup: Uint8Array): ClassRequests | undefined {
    return ((setup[0] ?? 0) & 0x60) === 0x20 ? this.classRequests : undefined;
  }

  #atEndpoint0<T>(work: () => T): Promise<T> {
    return this.#gone ? Promise.reject(new UsbFault('gone')) : new Promise((resolve) => resolve(work()));
  }

  #clearHalt(endpoint: number): void {
    if (this.extra.has(endpoint & 0x0f)) this.extra.get(endpoint & 0x0f)?.clearHalt();
    else if ((endpoint & 0x80) !== 0) this.#in.clearHalt();
    else this.#outHalted = false;
  }
}
