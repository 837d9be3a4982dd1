import { concat } from '../../../bytes/concat.ts';
import { equal } from '../../../bytes/equal.ts';
import { fromHex } from '../../../bytes/hex.ts';
import { BlockProtocol } from './block-protocol.ts';
import { withCrc, withoutCrc } from './check.ts';
import type { Modulation, Picc, PiccAnswer } from './picc.ts';

/** The chip behind the antenna: the software card, or anything that answers APDUs. */
export interface Chip {
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
  powerOn(): unknown;
  powerOff(): unknown;
}

/** How a type B card presents itself; everything has a default, that of a My Number Card (readers.md 5.2). */
export interface TypeBOptions {
  /** 4 bytes of hexadecimal */
  readonly applicationData?: string;
  /** 3 bytes of hexadecimal, 4 for the extended ATQB (sent only to a reader that takes it) */
  readonly protocolInfo?: string;
  /** maximum buffer length index, 0..15; 0 names no limit */
  readonly mbli?: number;
  /** ms one APDU takes; beyond the frame waiting time the card asks for more by S(WTX) */
  readonly cardMs?: (apdu: Uint8Array) => number;
  /** S(WTX) before each answer, even when there is time */
  readonly wtxTimes?: number;
  /** multiplier it asks for at least, 1..59 */
  readonly wtxm?: number;
  /** frames it misses after its power came on */
  readonly missesFirst?: number;
  /** random bytes for PUPI and time slot */
  readonly random?: (length: number) => Uint8Array;
}

type State = 'off' | 'idle' | 'requested' | 'declared' | 'active' | 'halt';

/** ATQB tails of real cards, application data and protocol info, by name (readers.md 5.2). */
export const ATQB_VARIANTS = {
  'my-number-a': { applicationData: '000005E0', protocolInfo: 'B381A1' },
  'my-number-b': { applicationData: '000041E0', protocolInfo: 'B381A1' },
  'my-number-c': { applicationData: '004B51FF', protocolInfo: 'B381D1' },
  'my-number-106': { applicationData: '004B51FF', protocolInfo: '0081D1' },
  juki: { applicationData: '000014E0', protocolInfo: 'B38191' },
  'driving-licence': { applicationData: '00000000', protocolInfo: '9181C1' },
} as const;

const FRAME_SIZES = [16, 24, 32, 40, 48, 64, 96, 128, 256, 512, 1024, 2048, 4096];
const RATES = [106, 212, 424];

/** A card of ISO/IEC 14443-3 type B: sleeps, is woken, selected, spoken to in blocks, and put to rest. */
export class TypeBCard implements Picc {
  readonly #chip: Chip;
  readonly #options: Required<TypeBOptions>;
  readonly #applicationData: Uint8Array;
  readonly #protocolInfo: Uint8Array;
  #state: State = 'off';
  #life = 0;
  #missed = 0;
  #pupi = new Uint8Array(4);
  #slot = 1;
  #extended = false;
  #rate = { toCard: 106, toReader: 106 };
  #blocks: BlockProtocol | undefined;

  constructor(chip: Chip, options: TypeBOptions = {}) {
    this.#chip = chip;
    this.#options = {
      ...ATQB_VARIANTS['my-number-a'],
      mbli: 0,
      cardMs: () => 0,
      wtxTimes: 0,
      wtxm: 1,
      missesFirst: 0,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      ...options,
    };
    this.#applicationData = fromHex(this.#options.applicationData);
    this.#protocolInfo = fromHex(this.#options.protocolInfo);
    const lengths = [this.#applicationData.length, this.#protocolInfo.length];
    if (lengths[0] !== 4 || (lengths[1] !== 3 && lengths[1] !== 4)) throw new RangeError('ATQB');
  }

  get state(): State {
    return this.#state;
  }

  power(on: boolean): void {
    this.#life += 1;
    this.#missed = 0;
    this.#blocks = undefined;
    this.#rate = { toCard: 106, toReader: 106 };
    this.#state = on ? 'idle' : 'off';
    if (on) {
      this.#pupi.set(this.#options.random(4));
      this.#chip.powerOn();
    } else this.#chip.powerOff();
  }

  async receive(frame: Uint8Array, modulation: Modulation): Promise<PiccAnswer | undefined> {
    const life = this.#life;
    if (modulation.technology !== 'B' || modulation.toCard !== this.#rate.toCard) return undefined;
    if (this.#state === 'off' || this.#missed++ < this.#options.missesFirst) return undefined;
    const bytes = withoutCrc(frame);
    if (bytes === undefined) return undefined;
    const rate = this.#rate.toReader; // ATTRIB changes it after its answer
    const answer = this.#state === 'active' ? await this.#onBlock(bytes) : this.#onCommand(bytes);
    if (answer === undefined || life !== this.#life) return undefined;
    return { frame: withCrc(answer.bytes), rate, afterMs: answer.afterMs };
  }

  async #onBlock(block: Uint8Array): Promise<{ bytes: Uint8Array; afterMs: number } | undefined> {
    const blocks = this.#blocks;
    const answer = await blocks?.receive(block);
    if (blocks === undefined || answer === undefined) return undefined;
    if (answer !== 'deselect') return { bytes: blocks.addressed(answer.block), afterMs: answer.afterMs };
    this.#state = 'halt';
    return { bytes: blocks.addressed(Uint8Array.of(0xc2)), afterMs: 0 };
  }

  #onCommand(bytes: Uint8Array): { bytes: Uint8Array; afterMs: number } | undefined {
    const answer = this.#command(bytes);
    return answer && { bytes: answer, afterMs: 0 };
  }

  #command(bytes: Uint8Array): Uint8Array | undefined {
    const [code = 0, second = 0, third = 0] = bytes;
    if (code === 0x05 && bytes.length === 3) return this.#onRequest(second, third);
    if (bytes.length === 1 && (code & 0x0f) === 0x05 && code > 0x05) return this.#onSlot((code >> 4) + 1);
    if (this.#state !== 'declared' || !equal(bytes.subarray(1, 5), this.#pupi)) return undefined;
    if (code === 0x1d && bytes.length >= 9) return this.#onAttrib(bytes.subarray(5, 9));
    if (code === 0x50 && bytes.length === 5) {
      this.#state = 'halt';
      return Uint8Array.of(0x00); // HLTB
    }
    return undefined;
  }

  /** REQB and WUPB: family all or none of ours, slots 1, 2, 4, 8 or 16. */
  #onRequest(afi: number, param: number): Uint8Array | undefined {
    const wakes = (param & 0x08) !== 0;
    const slots = param & 0x07;
    if ((param & 0xe0) !== 0 || slots > 4 || afi !== 0) return undefined;
    if (this.#state === 'halt' && !wakes) return undefined;
    this.#slot = 1 + ((this.#options.random(1)[0] ?? 0) & ((1 << slots) - 1));
    this.#state = 'requested';
    this.#extended = (param & 0x10) !== 0;
    return this.#onSlot(1);
  }

  #onSlot(slot: number): Uint8Array | undefined {
    if (this.#state !== 'requested' || slot !== this.#slot) return undefined;
    this.#state = 'declared';
    const info = this.#protocolInfo.subarray(0, this.#extended ? 4 : 3);
    return concat(Uint8Array.of(0x50), this.#pupi, this.#applicationData, info);
  }

  /** Only what the ATQB promised may be asked for; everything else meets silence. */
  #onAttrib([p1 = 0, p2 = 0, p3 = 0, p4 = 0]: Uint8Array): Uint8Array | undefined {
    const [rates = 0, sizeAndProtocol = 0, waiting = 0] = this.#protocolInfo;
    const isoDep = (sizeAndProtocol & 0x01) !== 0;
    const takesCid = (waiting & 0x01) !== 0;
    const cid = p4 & 0x0f;
    const toCard = this.#rateFor((p2 >> 4) & 3, rates & 0x07);
    const toReader = this.#rateFor(p2 >> 6, (rates >> 4) & 0x07);
    const unequal = (rates & 0x80) !== 0 && toCard !== toReader;
    const fsd = FRAME_SIZES[p2 & 0x0f];
    if (!isoDep || (p3 & 0x0f) !== (sizeAndProtocol & 0x07) || (p3 & 0xf0) !== 0) return undefined;
    if (toCard === undefined || toReader === undefined || unequal || fsd === undefined) return undefined;
    // P1 may leave out SOF and EOF or shorten TR0 and TR1: nobody needs it, this card does not do it
    if (p1 !== 0 || (p4 & 0xf0) !== 0 || cid === 15 || (cid !== 0 && !takesCid)) return undefined;
    const fsc = FRAME_SIZES[sizeAndProtocol >> 4] ?? 256;
    const fwi = waiting >> 4 === 15 ? 4 : waiting >> 4;
    const { mbli, wtxTimes, wtxm } = this.#options;
    this.#rate = { toCard, toReader };
    this.#state = 'active';
    this.#blocks = new BlockProtocol({
      fsc,
      fsd,
      fwt: (4096 / 13560) * 2 ** fwi,
      chainLimit: mbli === 0 ? Infinity : fsc * 2 ** (mbli - 1),
      takesCid,
      cid,
      wtxTimes,
      wtxm,
      run: async (apdu) => {
        const ms = this.#options.cardMs(apdu); // before the chip overwrites it
        return { apdu: await this.#transmit(apdu), ms };
      },
    });
    return Uint8Array.of((mbli << 4) | cid);
  }

  #rateFor(code: number, offered: number): number | undefined {
    return code === 0 || (offered & (1 << (code - 1))) !== 0 ? RATES[code] : undefined;
  }

  /** a chip that loses its power in the middle says nothing any more */
  async #transmit(apdu: Uint8Array): Promise<Uint8Array> {
    try {
      return await this.#chip.transmit(apdu);
    } catch {
      return new Uint8Array();
    }
  }
}
