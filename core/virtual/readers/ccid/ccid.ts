import { concat } from '../../../bytes/concat.ts';
import { fromHex } from '../../../bytes/hex.ts';
import { realTime, type DeviceClock } from '../clock.ts';
import type { SmartCard } from '../contact/smart-card.ts';
import { BulkDevice } from '../usb/bulk-device.ts';
import { BulkIn } from '../usb/bulk-in.ts';
import { bulkPair, describe, type EndpointIdentity } from '../usb/descriptors.ts';
import type { UsbModel } from '../usb/model.ts';
import { ClassRequests } from './class-requests.ts';
import type { CcidOptions } from './options.ts';
import { PRODUCTS, promisesOf } from './products.ts';
import { CcidSlotFirmware } from './slot.ts';
import { HEADER, hostMessage, readerMessage, type HostMessage, type ReaderReply } from './wire.ts';

const OUT = 1;
const IN = 2;
const INTERRUPT = 3;
/** bytes of an interrupt packet */
const NOTICE = 16;
const NOTIFY_SLOT_CHANGE = 0x50;
const ABORT = 0x72;
const ERROR = { unsupported: 0, length: 1, slot: 5, mute: 0xfe, busy: 0xe0, aborted: 0xff } as const;

/** A CCID reader made of software, byte for byte at its USB endpoints (readers.md 4). */
export class Ccid extends BulkDevice {
  readonly slots: readonly CcidSlotFirmware[];
  /** what the host did that a real reader would not take */
  readonly violations: string[] = [];
  protected override readonly extra: ReadonlyMap<number, BulkIn>;
  protected override readonly classRequests: ClassRequests;
  readonly #options: CcidOptions;
  readonly #notices = new BulkIn(NOTICE);
  #received = new Uint8Array();
  #running: HostMessage | undefined;
  #busy: number;
  #gone = false;

  constructor(options: CcidOptions, clock: DeviceClock = realTime) {
    super(descriptorsOf(options), { ...options, out: OUT, in: IN });
    this.#options = options;
    this.#busy = options.busy;
    this.extra = new Map(options.interrupt ? [[INTERRUPT, this.#notices]] : []);
    const { functional, slots } = PRODUCTS[options.product];
    const promises = promisesOf(functional);
    const around = { promises, options, clock, violations: this.violations };
    this.slots = slots.map(() => new CcidSlotFirmware(around));
    this.classRequests = new ClassRequests(promises, options.abort);
  }

  /** a message is over when it is as long as it says, or when a short packet ends it before */
  protected onData(data: Uint8Array, closed: boolean): void {
    this.#received = concat(this.#received, data);
    const { length, missing } = this.#begun();
    if (this.#received.length === 0 || (missing > 0 && !closed)) return;
    const bytes = this.#received;
    this.#received = new Uint8Array();
    if (bytes.length < HEADER) this.violations.push('a message without a whole header');
    else if (bytes.length > length) this.violations.push('bytes behind a message');
    if (bytes.length >= HEADER) this.#take(hostMessage(bytes.subarray(0, Math.max(length, HEADER))));
  }

  protected onUnplug(): void {
    this.#gone = true;
    this.#running = undefined;
    for (const slot of this.slots) slot.off();
  }

  /** puts a card into a slot, or takes out what is there */
  insert(slot: number, card: SmartCard | undefined): void {
    const firmware = this.slots[slot];
    if (!firmware || firmware.card === card) return;
    firmware.put(card);
    if (this.#gone) return;
    const bits = new Uint8Array(1 + Math.ceil(this.slots.length / 4));
    bits[0] = NOTIFY_SLOT_CHANGE;
    for (const [index, { icc }] of this.slots.entries()) {
      const present = icc === 2 ? 0 : 1;
      const changed = index === slot ? 2 : 0;
      const at = 1 + (index >> 2);
      bits[at] = (bits[at] ?? 0) | ((present | changed) << (2 * (index & 3)));
    }
    this.#notices.push(bits, true);
  }

  /** stalls the endpoint that reports, or sends what it would never report */
  haltNotices(): void {
    this.#notices.halt();
  }

  babbleNotices(bytes: Uint8Array): void {
    this.#notices.push(bytes, true);
  }

  /** length of the message that is arriving, as far as known, and what is missing of it */
  #begun(): { length: number; missing: number } {
    const received = this.#received.length;
    const length = received < HEADER ? HEADER : HEADER + hostMessage(this.#received).length;
    return { length, missing: length - received };
  }

  #take(message: HostMessage): void {
    const slot = this.slots[message.slot];
    const refused = this.#refusal(message, slot);
    if (refused || !slot) this.send(readerMessage(message, failure(refused ?? ERROR.slot), slot?.icc ?? 2));
    else if (message.type === ABORT) this.#abort(message, slot);
    else void this.#run(message, slot);
  }

  /** why a message is not even begun, as an error code */
  #refusal(message: HostMessage, slot: CcidSlotFirmware | undefined): number | undefined {
    const { aborting } = this.classRequests;
    if (!slot) this.violations.push(`slot ${message.slot}`);
    if (!slot) return ERROR.slot;
    if (message.type === ABORT) {
      if (aborting === undefined) this.violations.push('Abort without its request');
      return aborting === undefined ? ERROR.unsupported : undefined;
    }
    if (aborting === message.slot) return ERROR.aborted;
    if (this.#busy > 0) {
      this.#busy -= 1;
      return ERROR.busy;
    }
    if (this.#running) this.violations.push('a command before the answer to the last one');
    return this.#running ? ERROR.busy : undefined;
  }

  #abort(message: HostMessage, slot: CcidSlotFirmware): void {
    const running = this.#running;
    this.#running = undefined;
    this.classRequests.aborting = undefined;
    if (running?.slot === message.slot) this.#answer(running, slot, failure(ERROR.aborted));
    this.#answer(message, slot, { command: 0, error: 0, extra: slot.clockStatus });
  }

  async #run(message: HostMessage, slot: CcidSlotFirmware): Promise<void> {
    this.#running = message;
    const { extension } = this.#options;
    const extend = (): void => {
      if (this.#running === message) this.#answer(message, slot, { command: 2, error: extension });
    };
    const reply = await this.#replyTo(message, slot, extend);
    if (this.#running !== message) return; // aborted, or unplugged
    this.#running = undefined;
    this.#answer(message, slot, reply);
  }

  async #replyTo(message: HostMessage, slot: CcidSlotFirmware, extend: () => void): Promise<ReaderReply> {
    const done: ReaderReply = { command: 0, error: 0 };
    switch (message.type) {
      case 0x62:
        return slot.powerOn(message);
      case 0x63:
        slot.off();
        return { ...done, extra: slot.clockStatus };
      case 0x65:
        if (this.#options.failsWhenEmpty && slot.icc === 2) return failure(ERROR.mute);
        return { ...done, extra: slot.clockStatus };
      case 0x6f:
        return slot.xfr(message, extend);
      case 0x61:
        return slot.setParameters(message);
      case 0x6c:
      case 0x6d:
        return slot.icc === 0 ? slot.getParameters() : failure(ERROR.mute);
      case 0x6e:
        return done;
      case 0x6b: // Escape is the vendor's own, and this one has none
        return failure(ERROR.unsupported);
      default:
        this.violations.push(`command ${message.type.toString(16)}`);
        return failure(ERROR.unsupported);
    }
  }

  #answer(message: HostMessage, slot: CcidSlotFirmware, reply: ReaderReply): void {
    this.send(readerMessage(message, reply, slot.icc));
  }
}

function descriptorsOf(options: CcidOptions): UsbModel['descriptors'] {
  const { packetSize, release, serial, interrupt, product } = options;
  const { vendorId, productId, manufacturer, functional, ...own } = PRODUCTS[product];
  const notices: EndpointIdentity = { address: 0x80 | INTERRUPT, type: 'interrupt', packetSize: NOTICE };
  const endpoints = [...bulkPair(OUT, IN, packetSize), ...(interrupt ? [notices] : [])];
  const interfaceClass = options.interfaceClass ?? own.interfaceClass;
  return describe({
    vendorId,
    productId,
    manufacturer,
    product,
    release,
    ...(serial !== undefined && { serial }),
    interfaces: [{ interfaceClass, functional: fromHex(functional), endpoints }],
  });
}

function failure(error: number): ReaderReply {
  return { command: 1, error };
}
