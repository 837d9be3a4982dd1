import { concat } from '../../../bytes/concat.ts';
import { fromHex } from '../../../bytes/hex.ts';
import type { Field } from '../air/field.ts';
import { realTime, type DeviceClock } from '../clock.ts';
import { BulkDevice } from '../usb/bulk-device.ts';
import { bulkPair, describe } from '../usb/descriptors.ts';
import { Rcs300Chip } from './chip.ts';
import { RCS300_DEFAULTS, type Rcs300Options } from './options.ts';

const OUT = 2;
const IN = 2;
const PRODUCTS = { 'RC-S300/S': 0x0dc8, 'RC-S300/P': 0x0dc9 } as const;
/** class descriptor of interface 0, by libccid's listing; a page may not claim it, and nobody answers there here */
const CCID =
  '36211001000702000000A00F0000A00F00000000C2010000100E0000FE00000000000000000000007E0004000A020000000000000001';
const HEADER = 10;
const ESCAPE = 0x6b;
/** instruction of the pseudo-APDU that asks for the firmware */
const FIRMWARE = 0x56;
const MAX_MESSAGE = 522;
/** bStatus: bits 1-0 say "no card" whatever lies there, but not when asked for the firmware, as public logs show */
const STATUS = { ok: 0x02, firmware: 0x00, failed: 0x42, extension: 0x82 } as const;
const ERROR = { type: 0x00, length: 0x01, slot: 0x05, busy: 0xe0 } as const;

/** A Sony RC-S300 made of software, byte for byte at the endpoints of its interface 1 (readers.md 3). */
export class Rcs300 extends BulkDevice {
  readonly field: Field;
  readonly #chip: Rcs300Chip;
  readonly #clock: DeviceClock;
  readonly #options: Rcs300Options;
  #received = new Uint8Array();
  #running = false;
  #busy: number;
  #gone = false;

  constructor(field: Field, given: Partial<Rcs300Options> = {}, clock: DeviceClock = realTime) {
    const options = { ...RCS300_DEFAULTS, ...given };
    const { product, serial, packetSize } = options;
    const interrupt = { address: 0x83, type: 'interrupt', packetSize } as const;
    const ccid = { functional: fromHex(CCID), endpoints: [...bulkPair(1, 1, packetSize), interrupt] };
    const descriptors = describe({
      vendorId: 0x054c,
      productId: PRODUCTS[product],
      manufacturer: 'SONY',
      product: 'FeliCa Port/PaSoRi 4.0',
      ...(serial !== undefined && { serial }),
      interfaces: [
        { interfaceClass: 0x0b, ...ccid },
        { interfaceClass: 0xff, endpoints: bulkPair(OUT, IN, packetSize) },
      ],
    });
    super(descriptors, { ...options, out: OUT, in: IN });
    this.field = field;
    this.#clock = clock;
    this.#options = options;
    this.#busy = options.busy;
    this.#chip = new Rcs300Chip(field, clock, options);
  }

  /** what the host did that a real reader would not take */
  get violations(): readonly string[] {
    return this.#chip.violations;
  }

  protected override onUnplug(): void {
    this.#gone = true;
    this.field.switch(false);
  }

  /** messages say their own length; a short packet ends one that is not whole */
  protected override onData(data: Uint8Array, closed: boolean): void {
    this.#received = concat(this.#received, data);
    const bytes = this.#received;
    if (bytes.length === 0) return; // an empty packet behind a message that was taken
    const length = bytes.length < 5 ? Infinity : new DataView(bytes.buffer).getUint32(1, true);
    if (bytes.length < HEADER + length && !closed) return;
    this.#received = new Uint8Array();
    void this.#onMessage(bytes, length);
  }

  async #onMessage(bytes: Uint8Array, length: number): Promise<void> {
    const [type, , , , , slot] = bytes;
    if (bytes.length < HEADER) {
      this.#chip.violations.push('a message that ends early');
      return;
    }
    const wrong =
      type !== ESCAPE
        ? ERROR.type
        : bytes.length !== HEADER + length || bytes.length > MAX_MESSAGE
          ? ERROR.length
          : slot !== 0
            ? ERROR.slot
            : undefined;
    if (wrong !== undefined) {
      this.#chip.violations.push(`message: error ${wrong}`);
      this.#reply(bytes, STATUS.failed, wrong);
      return;
    }
    if (this.#busy > 0 || this.#running) {
      if (this.#running) this.#chip.violations.push('a command before the answer to the last one');
      this.#busy = Math.max(0, this.#busy - 1);
      this.#reply(bytes, STATUS.failed, ERROR.busy);
      return;
    }
    this.#running = true;
    const answer = await this.#timed(bytes);
    this.#running = false;
    this.#reply(bytes, bytes[HEADER + 1] === FIRMWARE ? STATUS.firmware : STATUS.ok, 0, answer);
  }

  /** the answer; while it takes long, the host is asked for more time */
  async #timed(bytes: Uint8Array): Promise<Uint8Array> {
    const { extensionMs } = this.#options;
    const work = this.#chip.run(bytes.subarray(HEADER));
    if (extensionMs === 0) return work;
    const done = work.then(() => true);
    while (!(await Promise.race([done, this.#clock.sleep(extensionMs).then(() => false)]))) {
      this.#reply(bytes, STATUS.extension, 1);
    }
    return work;
  }

  #reply(to: Uint8Array, status: number, error: number, data: Uint8Array = new Uint8Array()): void {
    if (this.#gone) return;
    const header = new Uint8Array(HEADER);
    new DataView(header.buffer).setUint32(1, data.length, true);
    header.set([0x83], 0);
    header.set([to[5] ?? 0, to[6] ?? 0, status, error], 5);
    this.send(concat(header, data));
  }
}
