import { concat } from '../../../bytes/concat.ts';
import type { DeviceClock } from '../clock.ts';
import { Line } from '../contact/line.ts';
import type { SmartCard } from '../contact/smart-card.ts';
import { isApdu } from './apdu-form.ts';
import type { CcidOptions } from './options.ts';
import type { Promises } from './products.ts';
import type { HostMessage, ReaderReply } from './wire.ts';

const NOTHING = new Uint8Array();
const FEATURE = { parametersByAtr: 0x02, automaticVoltage: 0x08 } as const;
const ERROR = {
  mute: 0xfe,
  parity: 0xfd,
  overrun: 0xfc,
  apduLength: 0xbe,
  length: 1,
  powerSelect: 7,
  level: 8,
} as const;
const CHAIN = { complete: 0, begins: 1, ends: 2, continues: 3, more: 0x10 } as const;
/** T=1 parameters before anybody has set them: those of ISO/IEC 7816-3 */
const DEFAULTS = [0x11, 0x10, 0x00, 0x4d, 0x00, 0x20, 0x00];

/** What a slot needs of the reader around it. */
export interface Around {
  readonly promises: Promises;
  readonly options: CcidOptions;
  readonly clock: DeviceClock;
  /** what the host did that a real reader would not take, in words */
  readonly violations: string[];
}

/** One slot: its card, power, parameters, and what goes in and out by XfrBlock. */
export class CcidSlotFirmware {
  readonly line = new Line();
  readonly #around: Around;
  #card: SmartCard | undefined;
  #active = false;
  #parameters = DEFAULTS;
  /** parts of a long command, and what is left of a long answer */
  #command: Uint8Array[] = [];
  #answer: Uint8Array | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  /** bits 1-0 of bStatus */
  get icc(): 0 | 1 | 2 {
    if (!this.#card) return 2;
    return this.#active ? 0 : 1;
  }

  get card(): SmartCard | undefined {
    return this.#card;
  }

  put(card: SmartCard | undefined): void {
    this.off();
    this.#card = card;
  }

  /** bClockStatus: running, stopped low */
  get clockStatus(): number {
    return this.icc === 1 ? 1 : 0;
  }

  off(): void {
    this.#card?.powerOff();
    this.#active = false;
    this.#command = [];
    this.#answer = undefined;
  }

  powerOn({ length, specific: [select = 0] }: HostMessage): ReaderReply {
    const { features, voltages } = this.#around.promises;
    const automatic = (features & FEATURE.automaticVoltage) !== 0;
    const able = select === 0 ? automatic : select <= 3 && (voltages & (1 << (select - 1))) !== 0;
    if (length !== 0) return this.#refuse('IccPowerOn with data', ERROR.length);
    if (!able) return this.#refuse(`bPowerSelect ${select}`, ERROR.powerSelect);
    this.off();
    const atr = this.#card?.powerOn();
    if (!atr) return { command: 1, error: ERROR.mute };
    this.#active = true;
    this.#parameters = DEFAULTS;
    if ((features & FEATURE.parametersByAtr) !== 0)
      this.#parameters = DEFAULTS.with(5, this.#card?.ifsc ?? 32);
    return { command: 0, error: 0, data: atr };
  }

  getParameters(): ReaderReply {
    return { command: 0, error: 0, extra: 1, data: Uint8Array.from(this.#parameters) };
  }

  /** T=1 only, and nothing the card did not offer; an error is the place of the bad byte in the message */
  setParameters({ specific: [protocol], data }: HostMessage): ReaderReply {
    if (!this.#active) return { command: 1, error: ERROR.mute };
    if (protocol !== 1) return this.#refuse(`bProtocolNum ${protocol ?? 'missing'}`, 7);
    if (data.length !== 7) return this.#refuse('SetParameters of another length', ERROR.length);
    const [fiDi = 0, check = 0, , , clockStop = 0, ifsc = 0, nad = 0] = data;
    const atr = this.#card?.atr ?? NOTHING;
    const offered = ((atr[1] ?? 0) & 0x10) !== 0 ? atr[2] : 0x11;
    if (fiDi !== 0x11 && fiDi !== offered) return this.#refuse('bmFindexDindex', 10);
    if ((check & 0xfe) !== 0x10) return this.#refuse('bmTCCKST1', 11);
    if (clockStop > 3) return this.#refuse('bClockStop', 14);
    if (ifsc === 0 || ifsc > (this.#card?.ifsc ?? 254)) return this.#refuse('bIFSC', 15);
    if (nad !== 0) return this.#refuse('bNadValue', 16);
    this.#parameters = [...data];
    return this.getParameters();
  }

  /** @param extend asks the host for more time */
  async xfr(message: HostMessage, extend: () => void): Promise<ReaderReply> {
    const { level, maxMessage } = this.#around.promises;
    const [bwi = 0, low = 0, high = 0] = message.specific;
    if (message.length !== message.data.length || message.length > maxMessage - 10) {
      return this.#refuse(`XfrBlock of ${message.data.length} bytes`, ERROR.length);
    }
    if (!this.#active) return { command: 1, error: ERROR.mute };
    if (high !== 0 || (level !== 'extended' && low !== 0))
      return this.#refuse('wLevelParameter', ERROR.level);
    if (level === 'tpdu') return this.#block(message.data, Math.max(1, bwi));
    if (level === 'short') return fitting(await this.#apdu(message.data, extend), maxMessage);
    return this.#part(low, message.data, extend);
  }

  async #block(bytes: Uint8Array, factor: number): Promise<ReaderReply> {
    const { clock } = this.#around;
    const card = this.#card;
    const allowed = (card?.bwt ?? 0) * factor;
    const arrived = this.line.carry('to-card', bytes);
    // with wrong parity, the card sees a block whose check bytes cannot be right
    const seen = arrived === 'parity' ? Uint8Array.of(0, 0, 0, 0xff) : arrived;
    const answer = seen && (await card?.block(seen));
    await clock.sleep(Math.min(answer?.afterMs ?? allowed, allowed));
    if (!answer || answer.afterMs > allowed || this.#card !== card || !this.#active) return MUTE;
    const back = this.line.carry('to-reader', answer.bytes);
    if (back === undefined) {
      await clock.sleep(allowed - answer.afterMs);
      return MUTE;
    }
    return back === 'parity' ? { command: 1, error: ERROR.parity } : { command: 0, error: 0, data: back };
  }

  async #apdu(apdu: Uint8Array, extend: () => void): Promise<ReaderReply> {
    const { level } = this.#around.promises;
    if (!isApdu(apdu, level === 'extended')) return this.#refuse('no APDU of this level', ERROR.apduLength);
    const card = this.#card;
    const trouble = await this.#troubled('to-card', apdu);
    if (trouble || !card) return trouble ?? MUTE;
    const { apdu: answer, ms } = await card.run(apdu);
    await this.#take(ms, extend);
    if (this.#card !== card || !this.#active || answer.length === 0) return MUTE;
    return (await this.#troubled('to-reader', answer)) ?? { command: 0, error: 0, data: answer };
  }

  /** a part of a long command, or the wish for the next part of a long answer */
  async #part(level: number, data: Uint8Array, extend: () => void): Promise<ReaderReply> {
    if (level === CHAIN.more) {
      if (data.length > 0 || this.#answer === undefined)
        return this.#refuse('wLevelParameter 10', ERROR.level);
      return this.#piece(CHAIN.continues);
    }
    const begun = this.#command.length > 0;
    const begins = level === CHAIN.complete || level === CHAIN.begins;
    if (level > CHAIN.continues || begins === begun) {
      this.#command = [];
      return this.#refuse(`wLevelParameter ${level}`, ERROR.level);
    }
    this.#answer = undefined;
    this.#command.push(data);
    if (level === CHAIN.begins || level === CHAIN.continues)
      return { command: 0, error: 0, extra: CHAIN.more };
    const apdu = concat(...this.#command);
    this.#command = [];
    const reply = await this.#apdu(apdu, extend);
    if (reply.data === undefined) return reply;
    this.#answer = reply.data;
    return this.#piece(CHAIN.begins);
  }

  #piece(chain: number): ReaderReply {
    const size = this.#around.promises.maxMessage - 10;
    const answer = this.#answer ?? NOTHING;
    const last = answer.length <= size;
    this.#answer = last ? undefined : answer.subarray(size);
    const end = chain === CHAIN.begins ? CHAIN.complete : CHAIN.ends;
    return { command: 0, error: 0, extra: last ? end : chain, data: answer.subarray(0, size) };
  }

  /** A reader that makes the blocks itself says only that nothing came, or that it was unreadable. */
  async #troubled(direction: 'to-card' | 'to-reader', apdu: Uint8Array): Promise<ReaderReply | undefined> {
    const carried = this.line.carry(direction, apdu);
    if (carried === undefined) {
      await this.#around.clock.sleep(this.#card?.bwt ?? 0);
      return MUTE;
    }
    const whole =
      carried !== 'parity' && carried.length === apdu.length && carried.every((b, i) => b === apdu[i]);
    return whole ? undefined : { command: 1, error: ERROR.parity };
  }

  async #take(ms: number, extend: () => void): Promise<void> {
    const { clock, options } = this.#around;
    let left = ms;
    while (left > options.extensionMs && this.#active) {
      await clock.sleep(options.extensionMs);
      extend();
      left -= options.extensionMs;
    }
    await clock.sleep(left);
  }

  #refuse(what: string, error: number): ReaderReply {
    this.#around.violations.push(what);
    return { command: 1, error };
  }
}

const MUTE: ReaderReply = { command: 1, error: ERROR.mute };

/** an answer that no message can hold is lost in the reader */
function fitting(reply: ReaderReply, maxMessage: number): ReaderReply {
  const fits = (reply.data?.length ?? 0) <= maxMessage - 10;
  return fits ? reply : { command: 1, error: ERROR.overrun };
}
