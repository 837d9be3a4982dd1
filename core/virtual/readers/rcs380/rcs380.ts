import { concat } from '../../../bytes/concat.ts';
import type { Field } from '../air/field.ts';
import { realTime, type DeviceClock } from '../clock.ts';
import { BulkDevice } from '../usb/bulk-device.ts';
import { bulkPair, describe } from '../usb/descriptors.ts';
import { Rcs380Chip } from './chip.ts';
import { ACK, ERROR, frameOf, readHostFrame } from './framing.ts';
import { RCS380_DEFAULTS, type Rcs380Options } from './options.ts';

const OUT = 2;
const IN = 1;
const PRODUCTS = { 'RC-S380/S': 0x06c1, 'RC-S380/P': 0x06c3 } as const;

/** A Sony RC-S380 made of software, byte for byte at its USB endpoints (readers.md 2). */
export class Rcs380 extends BulkDevice {
  readonly field: Field;
  readonly #chip: Rcs380Chip;
  readonly #clock: DeviceClock;
  readonly #options: Rcs380Options;
  #received = new Uint8Array();
  /** counts commands begun and given up: an answer belongs to one of them */
  #turn = 0;
  #running = false;

  constructor(field: Field, given: Partial<Rcs380Options> = {}, clock: DeviceClock = realTime) {
    const options = { ...RCS380_DEFAULTS, ...given };
    const { product, serial, interfaceClass, packetSize } = options;
    const descriptors = describe({
      vendorId: 0x054c,
      productId: PRODUCTS[product],
      manufacturer: 'SONY',
      product,
      ...(serial !== undefined && { serial }),
      interfaces: [{ interfaceClass, endpoints: bulkPair(OUT, IN, packetSize) }],
    });
    super(descriptors, { ...options, out: OUT, in: IN });
    this.field = field;
    this.#clock = clock;
    this.#options = options;
    this.#chip = new Rcs380Chip(field, clock, options);
  }

  /** what the host did that a real reader would not take */
  get violations(): readonly string[] {
    return this.#chip.violations;
  }

  protected override onUnplug(): void {
    this.#turn += 1;
    this.field.switch(false);
  }

  protected override onData(data: Uint8Array, closed: boolean): void {
    this.#received = concat(this.#received, data);
    // packets shorter than the largest end a message; whole ones leave it open
    if (closed || !this.#options.needsZlp) this.#onMessage(closed);
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
      if (this.#options.badFrame === 'error') this.send(ERROR);
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
    if (!gluesAck && turn === this.#turn) this.send(ACK);
    const answer = await this.#chip.run(data);
    if (turn !== this.#turn) return;
    this.#running = false;
    const frame = answer ? frameOf(answer) : ERROR;
    this.send(gluesAck ? concat(ACK, frame) : frame);
  }
}
