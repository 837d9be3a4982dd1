import { concat } from '../../../bytes/concat.ts';
import { edcOf, t1Block, type EdcName } from './edc.ts';

/** A block as the card sends it, and the ms after which it begins. */
export interface LineAnswer {
  readonly bytes: Uint8Array;
  readonly afterMs: number;
}

export interface T1CardOptions {
  readonly edc: EdcName;
  /** longest information field the card takes, bytes */
  readonly ifsc: number;
  /** block waiting time, ms */
  readonly bwt: number;
  /** S(WTX) before each answer, even when there is time: how often, and the least multiplier */
  readonly wtxTimes: number;
  readonly wtx: number;
  /** S(IFS) with this value before the first answer; absent: none */
  readonly asksIfs?: number;
  /** what the chip makes of an APDU, and how long it takes */
  readonly run: (apdu: Uint8Array) => Promise<{ readonly apdu: Uint8Array; readonly ms: number }>;
}

const S = { resync: 0, ifs: 1, abort: 2, wtx: 3 } as const;
const NOTHING = new Uint8Array();
const DEFAULT_IFSD = 32;
const LONGEST = 65_544;

/** What comes after an S request of ours was answered. */
interface Pending {
  readonly what: number;
  readonly value: number;
  readonly ms: number;
  readonly times: number;
  readonly block: Uint8Array;
}

/** The card's side of T=1 (ISO/IEC 7816-3 section 11): it answers every block, and asks for what did not arrive. */
export class T1Card {
  readonly #options: T1CardOptions;
  #ifsd = DEFAULT_IFSD;
  /** number of the I-block expected next, and of our own next one */
  #expected = 0;
  #own = 0;
  #command: Uint8Array[] = [];
  #rest: Uint8Array | undefined;
  #last: Uint8Array | undefined;
  #lastI: Uint8Array | undefined;
  #pending: Pending | undefined;
  #asked = false;

  constructor(options: T1CardOptions) {
    this.#options = options;
  }

  async receive(bytes: Uint8Array): Promise<LineAnswer> {
    const [nad, pcb = 0, length = 0] = bytes;
    const { edc } = this.#options;
    const body = bytes.subarray(0, 3 + length);
    const check = edcOf(edc, body);
    const whole = bytes.length === body.length + check.length && bytes.length >= 4;
    if (!whole || !check.every((byte, i) => byte === bytes[body.length + i])) return this.#error(1);
    const inf = body.slice(3);
    if (nad !== 0 || length > 254) return this.#error(2);
    if ((pcb & 0x80) === 0) return (pcb & 0x1f) === 0 ? this.#onI(pcb, inf) : this.#error(2);
    if ((pcb & 0x40) === 0)
      return (pcb & 0x2c) === 0 && length === 0 ? this.#onR((pcb >> 4) & 1) : this.#error(2);
    return this.#onS(pcb, inf);
  }

  async #onI(pcb: number, inf: Uint8Array): Promise<LineAnswer> {
    const chained = (pcb & 0x20) !== 0;
    const fits = inf.length <= this.#options.ifsc && ((pcb >> 6) & 1) === this.#expected;
    if (!fits || this.#pending || this.#rest) return this.#error(2);
    this.#expected ^= 1;
    this.#command.push(inf);
    if (this.#command.reduce((sum, part) => sum + part.length, 0) > LONGEST) this.#command = [];
    if (chained) return this.#say(t1Block(0x80 | (this.#expected << 4), NOTHING, this.#options.edc));
    const command = concat(...this.#command);
    this.#command = [];
    const { apdu, ms } = await this.#options.run(command);
    this.#rest = apdu;
    const { asksIfs, wtxTimes } = this.#options;
    const answer = { ms, times: wtxTimes, block: this.#part() };
    if (asksIfs === undefined || this.#asked) return this.#answer(answer, this.#options.bwt);
    this.#asked = true;
    return this.#ask({ ...answer, what: S.ifs, value: asksIfs }, 0);
  }

  #onR(number: number): LineAnswer {
    if (this.#pending) return this.#say(this.#last ?? NOTHING); // our request has not got through
    // the block after the last one: more of a chain; the last one: it got lost
    if (this.#rest && number === this.#own) return this.#say(this.#part());
    if (this.#lastI && number !== this.#own) return this.#say(this.#lastI);
    return this.#say(t1Block(0x80 | (this.#expected << 4), NOTHING, this.#options.edc));
  }

  #onS(pcb: number, inf: Uint8Array): LineAnswer {
    const isResponse = (pcb & 0x20) !== 0;
    const what = pcb & 0x1f;
    const [value] = inf;
    const pending = this.#pending;
    if (isResponse) {
      if (pending?.what !== what || value !== pending.value || inf.length !== 1) {
        return pending ? this.#say(this.#last ?? NOTHING) : this.#error(2);
      }
      this.#pending = undefined;
      return this.#answer(pending, this.#options.bwt * (what === S.wtx ? pending.value : 1));
    }
    const lengths = [0, 1, 0, undefined];
    if (inf.length !== lengths[what] || (what === S.ifs && (value === 0 || value === 255)))
      return this.#error(2);
    if (what === S.ifs) this.#ifsd = value ?? DEFAULT_IFSD;
    if (what === S.resync) this.#forget();
    if (what === S.abort) this.#rest = undefined;
    return this.#say(t1Block(pcb | 0x20, inf, this.#options.edc));
  }

  /** The answer itself when it is ready within `allowed` ms, else S(WTX) shortly before. */
  #answer({ ms, times, block }: Omit<Pending, 'what' | 'value'>, allowed: number): LineAnswer {
    if (times === 0 && ms <= allowed) {
      this.#lastI = block;
      return this.#say(block, ms);
    }
    const spent = Math.min(ms, allowed * 0.9);
    const needed = Math.ceil((ms - spent) / this.#options.bwt);
    const value = Math.min(0xff, Math.max(1, needed, this.#options.wtx));
    return this.#ask({ what: S.wtx, value, ms: ms - spent, times: Math.max(0, times - 1), block }, spent);
  }

  #ask(pending: Pending, afterMs: number): LineAnswer {
    this.#pending = pending;
    return this.#say(t1Block(0xc0 | pending.what, Uint8Array.of(pending.value), this.#options.edc), afterMs);
  }

  /** the next piece of the answer, as large as the reader takes it */
  #part(): Uint8Array {
    const rest = this.#rest ?? NOTHING;
    const more = rest.length > this.#ifsd;
    const block = t1Block(
      (this.#own << 6) | (more ? 0x20 : 0),
      rest.subarray(0, this.#ifsd),
      this.#options.edc,
    );
    this.#own ^= 1;
    this.#rest = more ? rest.subarray(this.#ifsd) : undefined;
    this.#lastI = block;
    return block;
  }

  #error(code: 1 | 2): LineAnswer {
    // a block that came garbled while we wait for the answer to a request: the request once more (rule 7.3)
    if (this.#pending) return this.#say(this.#last ?? NOTHING);
    return this.#say(t1Block(0x80 | (this.#expected << 4) | code, NOTHING, this.#options.edc));
  }

  #say(bytes: Uint8Array, afterMs = 0): LineAnswer {
    this.#last = bytes;
    return { bytes, afterMs };
  }

  #forget(): void {
    this.#expected = 0;
    this.#own = 0;
    this.#command = [];
    this.#rest = undefined;
    this.#pending = undefined;
  }
}
