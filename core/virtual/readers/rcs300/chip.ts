import { concat } from '../../../bytes/concat.ts';
import { fromHex } from '../../../bytes/hex.ts';
import type { Field } from '../air/field.ts';
import type { DeviceClock } from '../clock.ts';
import { commandData, object, readObjects, statusObject, type DataObject } from './objects.ts';
import type { Rcs300Options } from './options.ts';
import { Rcs300Radio } from './radio.ts';

const OK = 0x9000;
const SW = {
  state: 0x6301,
  length: 0x6700,
  open: 0x698a,
  tag: 0x6a81,
  class: 0x6e00,
  none: 0x6f00,
  ins: 0x6d00,
};
const FIRMWARE = '000001000100FFFF0401FFFF0100FFFF0000';
/** what one manage command takes, ms */
const MANAGE_MS = 1;

/** Runs the data objects of a command one after the other; the first that fails ends it. */
type Outcome = { readonly sw: number; readonly answer?: Uint8Array };

/** Pseudo-APDUs of an RC-S300: the payload of an escape message in, its answer out (readers.md 3.3). */
export class Rcs300Chip {
  /** what a host did that a real reader would not take, in words */
  readonly violations: string[] = [];
  readonly #clock: DeviceClock;
  readonly #radio: Rcs300Radio;
  #session: boolean;
  #timerMs: number | undefined;

  constructor(field: Field, clock: DeviceClock, options: Rcs300Options) {
    this.#clock = clock;
    this.#radio = new Rcs300Radio(field, clock, options);
    this.#session = options.sessionLeft;
  }

  async run(apdu: Uint8Array): Promise<Uint8Array> {
    const [cla, ins, p1 = 0, p2 = 0] = apdu;
    if (apdu.length < 4 || cla !== 0xff) return this.#refuse('class', SW.class);
    if (ins === 0x56) return concat(fromHex(FIRMWARE), sw(OK));
    if (ins === 0xca) return this.#getData(p1);
    if ((ins !== 0x50 && ins !== 0xc2) || p1 !== 0 || p2 > 2) return this.#refuse('instruction', SW.ins);
    const data = commandData(apdu);
    const objects = data && readObjects(data);
    if (objects === undefined || objects.length === 0) return this.#refuse('length', SW.length);
    return concat(await this.#objects(p2, objects), sw(OK));
  }

  async #objects(kind: number, objects: readonly DataObject[]): Promise<Uint8Array> {
    this.#timerMs = undefined;
    const answers: Uint8Array[] = [];
    const runs = [this.#manage, this.#exchange, this.#switch][kind] ?? this.#manage;
    for (const [index, one] of objects.entries()) {
      const { sw: status, answer } = await runs.call(this, one);
      if (status !== OK) return statusObject(index + 1, status);
      if (answer) answers.push(answer);
    }
    return concat(statusObject(0, OK), ...answers);
  }

  async #manage({ tag, value }: DataObject): Promise<Outcome> {
    await this.#clock.sleep(MANAGE_MS);
    if (tag < 0x81 || tag > 0x84) return this.#failed('manage', SW.tag);
    if (value.length !== 0) return this.#failed('manage: length', SW.length);
    if (tag === 0x82) return this.#end();
    if (tag === 0x81) {
      if (this.#session) return { sw: SW.open };
      this.#session = true;
      return { sw: OK };
    }
    if (!this.#session) return this.#failed('RF without a session', SW.state);
    this.#radio.switch(tag === 0x84);
    return { sw: OK };
  }

  /** also when there is none: every driver ends one that may have been left behind */
  #end(): Outcome {
    this.#session = false;
    this.#radio.switch(false);
    this.#radio.forget();
    return { sw: OK };
  }

  async #exchange({ tag, value }: DataObject): Promise<Outcome> {
    if (!this.#session || !this.#radio.ready) return this.#failed('an exchange without a protocol', SW.state);
    if (tag === 0x90) {
      if (value.length !== 2) return this.#failed('flags', SW.length);
      this.#radio.flags = (value[0] ?? 0) * 0x100 + (value[1] ?? 0);
      return { sw: OK };
    }
    if (tag === 0x5f46) {
      if (value.length !== 4) return this.#failed('timer', SW.length);
      this.#timerMs = new DataView(value.buffer, value.byteOffset).getUint32(0, true) / 1000;
      return { sw: OK };
    }
    if (tag !== 0x95) return this.#failed('exchange', SW.tag);
    if (this.#timerMs === undefined) return this.#failed('an exchange without a timer', SW.state);
    const heard = await this.#radio.exchange(value, this.#timerMs);
    if (typeof heard === 'number')
      return heard === SW.length ? this.#failed('too long', heard) : { sw: heard };
    const status = Uint8Array.of(heard.damaged ? 1 : 0, 0);
    const answer = concat(object(0x92, Uint8Array.of(0)), object(0x96, status), object(0x97, heard.bytes));
    return { sw: OK, answer };
  }

  async #switch({ tag, value }: DataObject): Promise<Outcome> {
    if (!this.#session || !this.#radio.on) return this.#failed('a switch without a field', SW.state);
    if (tag === 0xff6e) return { sw: OK }; // FSDI, CID, speed: what it does by itself suffices
    if (tag !== 0x8f) return this.#failed('switch', SW.tag);
    const [standard, layer] = value;
    if (standard === undefined || layer === undefined || value.length !== 2) {
      return this.#failed('switch: length', SW.length);
    }
    const found = await this.#radio.switchTo(standard, layer);
    if (found === undefined) return this.#failed('switch: value', SW.tag);
    return typeof found === 'number' ? { sw: found } : { sw: OK, answer: found };
  }

  #getData(p1: number): Uint8Array {
    const { uid } = this.#radio;
    if (p1 !== 0 || uid === undefined) return sw(SW.none);
    return concat(uid, sw(OK));
  }

  #failed(what: string, status: number): Outcome {
    this.violations.push(what);
    return { sw: status };
  }

  #refuse(what: string, status: number): Uint8Array {
    this.violations.push(what);
    return sw(status);
  }
}

function sw(status: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(status >> 8, status & 0xff);
}
