import { concat } from '../../../bytes/concat.ts';
import { fromHex } from '../../../bytes/hex.ts';
import type { Field } from '../air/field.ts';
import { realTime, type DeviceClock } from '../clock.ts';
import { BulkIn } from '../usb/bulk-in.ts';
import { bulkPair, describe } from '../usb/descriptors.ts';
import { UsbFault, type UsbModel } from '../usb/model.ts';
import { StandardRequests } from '../usb/standard-requests.ts';
import { Rcs380Chip } from './chip.ts';
import { ACK, ERROR, frameOf, readHostFrame } from './framing.ts';
import { RCS380_DEFAULTS, type Rcs380Options } from './options.ts';

const OUT = 2;
const IN = 1;
const PRODUCTS = { 'RC-S380/S': 0x06c1, 'RC-S380/P': 0x06c3 } as const;

/** A Sony RC-S380 made of software, byte for byte at its USB endpoints (readers.md 2). */
export class Rcs380 implements UsbModel {
  readonly descriptors: UsbModel['descriptors'];
  readonly field: Field;
  readonly #chip: Rcs380Chip;
  readonly #clock: DeviceClock;
  readonly #options: Rcs380Options;
  readonly #in: BulkIn;
  readonly #control: StandardRequests;
  #received = new Uint8Array();
  /** counts commands begun and given up: an answer belongs to one of them */
  #turn = 0;
  #running = false;
  #outHalted = false;
  #gone = false;

  constructor(field: Field, options: Partial<Rcs380Options> = {}, clock: DeviceClock = realTime) {
    this.field = field;
    this.#clock = clock;
    this.#options = { ...RCS380_DEFAULTS, ...options };
    const { product, serial, interfaceClass, packetSize } = this.#options;
    this.descriptors = describe({
      vendorId: 0x054c,
      productId: PRODUCTS[product],
      manufacturer: 'SONY',
      product,
      ...(serial !== undefined && { serial }),
      interfaces: [{ interfaceClass, endpoints: bulkPair(OUT, IN, packetSize) }],
    });
    this.#chip = new Rcs380Chip(field, clock, this.#options);
    this.#in = new BulkIn(packetSize);
    this.#control = new StandardRequests(this.descriptors, (endpoint) => this.#clearHalt(endpoint));
    for (const hex of this.#options.stale) this.#in.push(fromHex(hex), true);
  }

  /** what the host did that a real reader would not take */
  get violations(): readonly string[] {
    return this.#chip.violations;
  }

  transferOut(endpoint: number, data: Uint8Array): Promise<void> {
    if (this.#gone) return Promise.reject(new UsbFault('gone'));
    if (endpoint !== OUT || this.#outHalted) return Promise.reject(new UsbFault('stall'));
    this.#received = concat(this.#received, data);
    // packets shorter than the largest end a message; whole ones leave it open
    const closed = data.length % this.#options.packetSize !== 0 || data.length === 0;
    if (closed || !this.#options.needsZlp) this.#onMessage(closed);
    return Promise.resolve();
  }

  transferIn(endpoint: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    if ((endpoint & 0x0f) !== IN) return Promise.reject(new UsbFault('stall'));
    return this.#in.read(length, signal);
  }

  controlIn(setup: Uint8Array): Promise<Uint8Array> {
    return this.#atEndpoint0(() => this.#control.in(setup));
  }

  controlOut(setup: Uint8Array): Promise<void> {
    return this.#atEndpoint0(() => this.#control.out(setup));
  }

  /** faults of the cable and of the firmware */
  unplug(): void {
    this.#gone = true;
    this.#turn += 1;
    this.field.switch(false);
    this.#in.unplug();
  }

  halt(direction: 'in' | 'out'): void {
    if (direction === 'in') this.#in.halt();
    else this.#outHalted = true;
  }

  /** bytes nobody asked for */
  babble(bytes: Uint8Array): void {
    this.#in.push(bytes, true);
  }

  #atEndpoint0<T>(work: () => T): Promise<T> {
    return this.#gone ? Promise.reject(new UsbFault('gone')) : new Promise((resolve) => resolve(work()));
  }

  #clearHalt(endpoint: number): void {
    if ((endpoint & 0x80) !== 0) this.#in.clearHalt();
    else this.#outHalted = false;
  }

  #onMessage(closed: boolean): void {
    const bytes = this.#received;
    if (bytes.length === 0) return; // the empty packet behind a frame that was taken
    const frame = readHostFrame(bytes);
    if (frame === 'incomplete' && !closed) return;
    this.#received = new Uint8Array();
    if (frame === 'ack') this.#abort();
    else if (frame === 'incomplete' || 'wrong' in frame) {
      this.#chip.violations.push(frame === 'incomplete' ? 'a frame that ends early' : frame.wrong);
      if (this.#options.badFrame === 'error') this.#in.push(ERROR, this.#options.sendsZlp);
    } else {
      if (this.#running) this.#chip.violations.push('a command before the answer to the last one');
      void this.#run(frame.data);
    }
  }

  #abort(): void {
    if (!this.#options.answersAfterAbort) this.#turn += 1;
    this.#running = false;
  }

  async #run(data: Uint8Array): Promise<void> {
    const turn = ++this.#turn;
    this.#running = true;
    const { ackMs, gluesAck } = this.#options;
    await this.#clock.sleep(ackMs);
    if (!gluesAck && turn === this.#turn) this.#send(ACK);
    const answer = await this.#chip.run(data);
    if (turn !== this.#turn) return;
    this.#running = false;
    const frame = answer ? frameOf(answer) : ERROR;
    this.#send(gluesAck ? concat(ACK, frame) : frame);
  }

  #send(bytes: Uint8Array): void {
    const size = this.#options.pieces === 0 ? bytes.length : this.#options.pieces;
    for (let at = 0; at < bytes.length; at += size) {
      this.#in.push(bytes.slice(at, at + size), this.#options.sendsZlp);
    }
  }
}
