import { equal } from '../bytes/equal.ts';
import { word, type Answer } from './answer.ts';
import type { Quirks } from './quirks.ts';

/** Longest value VERIFY takes (card.md 2.2). */
export const MAX_PIN_LENGTH = 16;

/** One PIN and its counter. Counter and value outlive the power, as in the real card. */
export class Pin {
  #value: Uint8Array;
  #triesLeft: number;

  /** @param max tries of a fresh counter, 1..15; 0: no limit */
  constructor(
    value: Uint8Array,
    readonly max: number,
    triesLeft: number = max,
    readonly fits: (value: Uint8Array) => boolean = () => true,
  ) {
    this.#value = value.slice();
    this.#triesLeft = Math.min(triesLeft, max);
  }

  get blocked(): boolean {
    return this.max > 0 && this.#triesLeft === 0;
  }

  /** 63Cx, or 6300 where nothing is counted */
  get counter(): number {
    return this.max === 0 ? 0x6300 : 0x63c0 | this.#triesLeft;
  }

  /** Compares and counts; only a right value fills the counter up again (card.md 2.2). */
  verify(value: Uint8Array, quirks: Quirks): Answer {
    if (this.blocked) return word(blockedWord(quirks));
    if (equal(value, this.#value)) {
      this.#triesLeft = this.max;
      return word(0x9000);
    }
    if (this.max > 0) this.#triesLeft -= 1;
    const last = this.max > 0 && this.#triesLeft === 0;
    return word(last && quirks.exhaustingWord === 'blocked' ? blockedWord(quirks) : this.counter);
  }

  /** What an empty VERIFY says; it uses no try. */
  query(verified: boolean, quirks: Quirks): Answer {
    if (this.blocked && quirks.blockedQuery === 'blocked') return word(blockedWord(quirks));
    if (verified && quirks.verifiedQuery === '9000') return word(0x9000);
    return word(this.counter);
  }

  change(value: Uint8Array): void {
    this.#value = value.slice();
  }
}

function blockedWord(quirks: Quirks): number {
  return quirks.blockedWord === '6983' ? 0x6983 : 0x6984;
}
