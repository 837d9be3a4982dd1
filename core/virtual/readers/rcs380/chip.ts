import { concat } from '../../../bytes/concat.ts';
import { withCrc, withoutCrc } from '../air/check.ts';
import type { Field, Heard } from '../air/field.ts';
import type { Modulation } from '../air/picc.ts';
import type { DeviceClock } from '../clock.ts';
import type { Rcs380Options } from './options.ts';

const STATUS = { success: 0, parameter: 1, rfca: 3, commandType: 7 } as const;
const RF = { protocol: 0x01, crc: 0x04, timeout: 0x80, off: 0x400, length: 0x80000000 } as const;

/** InSetRF: send set and type, receive set and type (readers.md 2.4) */
const MODULATIONS: Readonly<Record<string, Modulation>> = {
  '1,1,15,1': { technology: 'F', toCard: 212, toReader: 212 },
  '1,2,15,2': { technology: 'F', toCard: 424, toReader: 424 },
  '2,3,15,3': { technology: 'A', toCard: 106, toReader: 106 },
  '4,4,15,4': { technology: 'A', toCard: 212, toReader: 212 },
  '5,5,15,5': { technology: 'A', toCard: 424, toReader: 424 },
  '3,7,15,7': { technology: 'B', toCard: 106, toReader: 106 },
  '3,8,15,8': { technology: 'B', toCard: 212, toReader: 212 },
  '3,9,15,9': { technology: 'B', toCard: 424, toReader: 424 },
};

/** keys of InSetProtocol (readers.md 2.5) */
const KEY = {
  addCrc: 1,
  checkCrc: 2,
  addParity: 4,
  checkParity: 5,
  lastBits: 7,
  sofEof: [9, 10, 11, 12],
} as const;
const LAST_KEY = 0x13;
/** 0D is reserved: no driver sends it */
const ALL_KEYS = Array.from({ length: LAST_KEY + 1 }, (_, key) => key).filter((key) => key !== 0x0d);
const OPEN_KEYS = new Set([0x00, 0x0e, 0x10, 0x13, KEY.lastBits, 0x0f, 0x11]);

/** Commands and radio of an RC-S380: command data in (from D6 on), answer data out. */
export class Rcs380Chip {
  /** what a host did that a real reader would not take, in words */
  readonly violations: string[] = [];
  readonly #field: Field;
  readonly #clock: DeviceClock;
  readonly #options: Rcs380Options;
  #type = 0;
  #modulation: Modulation | undefined;
  #protocol = new Map<number, number>();

  constructor(field: Field, clock: DeviceClock, options: Rcs380Options) {
    this.#field = field;
    this.#clock = clock;
    this.#options = options;
  }

  /** @returns undefined: no command of this reader */
  async run(data: Uint8Array): Promise<Uint8Array | undefined> {
    const [direction, code = 0] = data;
    const answer =
      direction === 0xd6 && data.length >= 2 ? await this.#answer(code, data.subarray(2)) : undefined;
    if (answer) return concat(Uint8Array.of(0xd7, code + 1), answer);
    this.violations.push(`command ${code.toString(16)}`);
    return undefined;
  }

  async #answer(code: number, payload: Uint8Array): Promise<Uint8Array | undefined> {
    const [first = -1] = payload;
    if (code < 0x20 && this.#options.needsCommandType && this.#type !== 1) {
      return this.#refuse('command type', Uint8Array.of(STATUS.commandType));
    }
    switch (code) {
      case 0x00:
        return this.#inSetRf(payload);
      case 0x02:
        return this.#inSetProtocol(payload);
      case 0x04:
        return this.#inCommRf(payload);
      case 0x06:
        return this.#switchRf(first, payload.length);
      case 0x20:
        return payload.length === 0 ? Uint8Array.from(this.#options.firmware) : undefined;
      case 0x22:
        return payload.length === 0 ? Uint8Array.of(0x00, 0x01) : undefined;
      case 0x28:
        return Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 3); // types 0 and 1
      case 0x2a:
        if (payload.length !== 1 || first > 1) return this.#status('SetCommandType', false);
        this.#type = first;
        return Uint8Array.of(STATUS.success);
      default:
        return undefined;
    }
  }

  #inSetRf(payload: Uint8Array): Uint8Array {
    const modulation = MODULATIONS[payload.join(',')];
    if (modulation === undefined) return this.#status('InSetRF', false);
    this.#modulation = modulation;
    if (this.#options.rfForgetsProtocol) this.#protocol.clear();
    if (this.#options.fieldOnAt === 'InSetRF') this.#field.switch(true);
    return this.#status('InSetRF', true);
  }

  #inSetProtocol(payload: Uint8Array): Uint8Array {
    if (payload.length === 0 || payload.length % 2 !== 0) return this.#status('InSetProtocol', false);
    for (let at = 0; at < payload.length; at += 2) {
      const [key = 0, value = 0] = payload.subarray(at, at + 2);
      const fits = OPEN_KEYS.has(key) || value <= 1;
      if (!ALL_KEYS.includes(key) || !fits) return this.#status('InSetProtocol', false);
      this.#protocol.set(key, value);
    }
    return this.#status('InSetProtocol', true);
  }

  #switchRf(on: number, length: number): Uint8Array {
    if (length !== 1 || on < 0 || on > 1) return this.#status('SwitchRF', false);
    this.#field.switch(on === 1);
    return this.#status('SwitchRF', true);
  }

  async #inCommRf(payload: Uint8Array): Promise<Uint8Array> {
    const modulation = this.#modulation;
    const [low, high, ...frame] = payload;
    if (low === undefined || high === undefined || frame.length > this.#options.maxPayload) {
      return this.#refuse('InCommRF', rfStatus(RF.length));
    }
    if (modulation === undefined || !ALL_KEYS.every((key) => this.#protocol.has(key))) {
      return this.#refuse('InCommRF before InSetRF and InSetProtocol', rfStatus(RF.off));
    }
    this.#field.switch(true);
    const waitMs = (low | (high << 8)) / 10;
    const sent = this.#onAir(Uint8Array.from(frame), modulation);
    const heard = await this.#field.exchange(sent ?? new Uint8Array(), modulation, waitMs);
    await this.#clock.sleep(heard.ms);
    return this.#report(heard, modulation);
  }

  /** what the settings make of a frame; undefined: something no card of this kind understands */
  #onAir(frame: Uint8Array, { technology }: Modulation): Uint8Array | undefined {
    const is = (key: number, value: number): boolean => this.#protocol.get(key) === value;
    const isB = technology === 'B';
    const framed = KEY.sofEof.every((key) => is(key, isB ? 1 : 0));
    const bits = technology === 'A' && frame.length === 1 ? 7 : 8; // REQA and WUPA are short frames
    if (!framed || !is(KEY.lastBits, bits)) {
      this.violations.push(`settings for type ${technology}`);
      return undefined;
    }
    if (isB) return is(KEY.addCrc, 1) ? withCrc(frame) : frame;
    return frame;
  }

  #report(heard: Heard, { technology }: Modulation): Uint8Array {
    if (heard.frame === undefined) return rfStatus(RF.timeout);
    if (heard.collided) return rfStatus(this.#options.collisionStatus);
    const checks = technology === 'B' && this.#protocol.get(KEY.checkCrc) === 1;
    if (heard.frame.length < 3 && technology === 'B') return rfStatus(RF.protocol);
    const bytes = checks ? withoutCrc(heard.frame) : heard.frame;
    if (bytes === undefined) return rfStatus(RF.crc);
    if (bytes.length > this.#options.maxPayload) return rfStatus(RF.length);
    return concat(rfStatus(0), Uint8Array.of(8), bytes);
  }

  #status(command: string, good: boolean): Uint8Array {
    if (good) return Uint8Array.of(STATUS.success);
    return this.#refuse(`${command}: parameter`, Uint8Array.of(STATUS.parameter));
  }

  #refuse(what: string, answer: Uint8Array): Uint8Array {
    this.violations.push(what);
    return answer;
  }
}

function rfStatus(bits: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(bits & 0xff, (bits >> 8) & 0xff, (bits >> 16) & 0xff, bits >>> 24);
}
