import { concat } from '../../../bytes/concat.ts';
import { fromHex } from '../../../bytes/hex.ts';
import type { Chip } from '../air/type-b-card.ts';
import { edcOf, type EdcName } from './edc.ts';
import { T1Card, type LineAnswer } from './t1-card.ts';

/** How a card presents itself in a slot; everything has a default. */
export interface SlotCardOptions {
  /** answer to reset, hexadecimal; default by kind of slot ({@link CONTACT_ATR}, {@link contactlessAtr}) */
  readonly atr?: string;
  /** ms one APDU takes */
  readonly cardMs?: (apdu: Uint8Array) => number;
  /** S(WTX) before each answer, even when there is time: how often, and the least multiplier */
  readonly wtxTimes?: number;
  readonly wtx?: number;
  /** S(IFS) with this value before the first answer */
  readonly asksIfs?: number;
  /** its check bytes, when they are not what the answer to reset says */
  readonly edc?: EdcName;
  /** gives no answer to reset, as one that lies the wrong way round */
  readonly mute?: boolean;
}

/** Contact answer to reset of a My Number Card: T=1, IFSC 254, BWI 4, CWI 5, LRC (readers.md 5.2). */
export const CONTACT_ATR = '3BE000FF8131FE4514';
/** clock of a reader, kHz */
const CLOCK = 4000;

/** What a contactless reader makes of an ATQB (PC/SC part 3): application data, protocol info, MBLI, check byte. */
export function contactlessAtr(applicationData = '000005E0', protocolInfo = 'B381A1', mbli = 0): string {
  const body = concat(
    fromHex('888001'),
    fromHex(applicationData),
    fromHex(protocolInfo),
    Uint8Array.of(mbli << 4),
  );
  const bytes = [0x3b, ...body, ...edcOf('lrc', body)];
  return bytes
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** A card as a slot holds it: power, whole APDUs, or blocks of T=1. */
export class SmartCard {
  readonly atr: Uint8Array;
  /** block waiting time, ms: 11 etu + 2^BWI · 960 · 372 / f (ISO/IEC 7816-3 11.4.3) */
  readonly bwt: number;
  readonly ifsc: number;
  readonly #chip: Chip;
  readonly #options: SlotCardOptions;
  #on = false;
  #life = 0;
  #t1: T1Card | undefined;

  constructor(chip: Chip, kind: 'contact' | 'contactless', options: SlotCardOptions = {}) {
    this.#chip = chip;
    this.#options = options;
    this.atr = fromHex(options.atr ?? (kind === 'contact' ? CONTACT_ATR : contactlessAtr()));
    const { ifsc, bwi } = t1Facts(this.atr);
    this.ifsc = ifsc;
    this.bwt = (11 * 372 + 2 ** bwi * 960 * 372) / CLOCK;
    chip.powerOff();
  }

  /** @returns answer to reset; undefined: silence */
  powerOn(): Uint8Array | undefined {
    this.powerOff();
    if (this.#options.mute) return undefined;
    this.#on = true;
    this.#chip.powerOn();
    const { edc = 'lrc', wtxTimes = 0, wtx = 1, asksIfs } = this.#options;
    this.#t1 = new T1Card({
      edc,
      ifsc: this.ifsc,
      bwt: this.bwt,
      wtxTimes,
      wtx,
      ...(asksIfs !== undefined && { asksIfs }),
      run: (apdu) => this.run(apdu),
    });
    return this.atr;
  }

  powerOff(): void {
    this.#life += 1;
    this.#t1 = undefined;
    if (this.#on) this.#chip.powerOff();
    this.#on = false;
  }

  /** One APDU; an empty answer: it lost its power meanwhile. */
  async run(apdu: Uint8Array): Promise<{ readonly apdu: Uint8Array; readonly ms: number }> {
    const life = this.#life;
    const ms = this.#options.cardMs?.(apdu) ?? 0; // before the chip overwrites it
    try {
      const answer = await this.#chip.transmit(apdu);
      return { apdu: life === this.#life ? answer : new Uint8Array(), ms };
    } catch {
      return { apdu: new Uint8Array(), ms };
    }
  }

  /** One block of T=1, or a request for protocol and rate; undefined: silence. */
  async block(bytes: Uint8Array): Promise<LineAnswer | undefined> {
    const life = this.#life;
    if (bytes[0] === 0xff) return agrees(bytes, this.atr) ? { bytes, afterMs: 0 } : undefined;
    const answer = await this.#t1?.receive(bytes);
    return life === this.#life ? answer : undefined;
  }
}

/** PPS for T=1 at the rate of the answer to reset or the first one (ISO/IEC 7816-3 section 9). */
function agrees(pps: Uint8Array, atr: Uint8Array): boolean {
  const [, pps0, pps1] = pps;
  const ta1 = ((atr[1] ?? 0) & 0x10) !== 0 ? atr[2] : 0x11;
  const check = edcOf('lrc', pps)[0] === 0;
  return check && pps.length === 4 && pps0 === 0x11 && (pps1 === 0x11 || pps1 === ta1);
}

/** IFSC and BWI of the first T=1 group of an answer to reset; 32 and 4 where it says nothing. */
function t1Facts(atr: Uint8Array): { ifsc: number; bwi: number } {
  const facts = { ifsc: 32, bwi: 4 };
  let y = (atr[1] ?? 0) >> 4;
  let protocol = 0;
  let at = 2;
  for (let group = 1; y !== 0; group++) {
    const bytes = [1, 2, 4, 8].map((bit) => ((y & bit) !== 0 ? atr[at++] : undefined));
    const [ta, tb, , td = 0] = bytes;
    if (group > 2 && protocol === 1) {
      facts.ifsc = ta ?? facts.ifsc;
      facts.bwi = tb === undefined ? facts.bwi : tb >> 4;
      break;
    }
    protocol = td & 0x0f;
    y = td >> 4;
  }
  return facts;
}
