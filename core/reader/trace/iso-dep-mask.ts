import { concat } from '../../bytes/concat.ts';
import { ApduMask } from './apdu-mask.ts';
import { MASKED_ANSWER } from './redact-apdu.ts';

const I_BLOCK = 0x02;
const CHAINED = 0x10;
const R_BLOCK = 0xa2;
const R_NAK = 0x10;
const ATTRIB = 0x1d;
const HEADER = 4;

/**
 * Frames between a reader and an ISO 14443 card (readers.md 5) without what tells cards and people apart: before ATTRIB
 * the questions stay and the answers are masked, afterwards blocks stay and their content goes by {@link ApduMask}. An
 * answer in several blocks is shown as one, and every block has the number 0, so that neither tells how long it was.
 */
export class IsoDepMask {
  readonly #apdus = new ApduMask();
  #active = false;
  /** a chain that has begun, in each direction */
  #sending = false;
  #receiving = false;
  /** the command under way is left out */
  #hidden = false;
  /** a command has no answer yet */
  #waiting = false;
  /** asked whether the card is still there: when that happens says how long something took */
  #checking = false;

  /** undefined: left out */
  out(frame: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const [first = 0] = frame;
    // WUPB and REQB are three bytes, a slot marker one (ISO 14443-3 7.7): the card begins anew
    if ((first === 0x05 && frame.length === 3) || ((first & 0x0f) === 0x05 && frame.length === 1)) {
      this.#active = false;
      return frame.slice();
    }
    if (first === ATTRIB && frame.length >= 9) {
      this.#active = true;
      this.#sending = this.#receiving = this.#hidden = false;
      return concat(Uint8Array.of(first, 0, 0, 0, 0), frame.subarray(5, 9));
    }
    if (!this.#active) return new Uint8Array(Math.min(1, frame.length));
    if ((first & 0xe2) === I_BLOCK) return this.#command(first, frame.subarray(1));
    this.#checking = (first & 0xfe) === (R_BLOCK | R_NAK) && !this.#waiting;
    // asking for the next part of a long answer
    const goesOn = (first & 0xfe) === R_BLOCK && this.#receiving;
    return goesOn || this.#hidden || this.#checking ? undefined : supervisory(frame);
  }

  /** undefined: left out */
  in(frame: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const [first = 0] = frame;
    if (this.#active) {
      if ((first & 0xe2) === I_BLOCK) return this.#response(first, frame.subarray(1));
      if (this.#checking && (first & 0xfe) === R_BLOCK) return undefined;
      return this.#hidden ? undefined : supervisory(frame);
    }
    // ATQB: PUPI and application data go, what it says of the protocol stays
    if (first === 0x50 && (frame.length === 12 || frame.length === 13)) {
      return concat(Uint8Array.of(0x50), new Uint8Array(8), frame.subarray(9));
    }
    return new Uint8Array(frame.length > 0 ? 16 : 0);
  }

  #command(pcb: number, inf: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const chained = (pcb & CHAINED) !== 0;
    const begun = this.#sending;
    this.#sending = chained;
    this.#receiving = false;
    this.#waiting = true;
    this.#checking = false;
    const head = Uint8Array.of(I_BLOCK | (pcb & CHAINED));
    if (begun) return concat(head, new Uint8Array(MASKED_ANSWER));
    // a command in several blocks is a long one: its name, and zeros
    const shown = this.#apdus.command(chained ? inf.slice(0, HEADER) : inf);
    this.#hidden = shown === undefined;
    return shown && concat(head, shown, new Uint8Array(chained ? MASKED_ANSWER : 0));
  }

  #response(pcb: number, inf: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const chained = (pcb & CHAINED) !== 0;
    const begun = this.#receiving;
    this.#receiving = chained;
    if (chained) return undefined;
    this.#waiting = false;
    const answer = begun ? concat(new Uint8Array(MASKED_ANSWER), inf.slice(-2)) : inf;
    const shown = this.#apdus.response(answer);
    return shown && concat(Uint8Array.of(I_BLOCK), shown);
  }
}

/** R and S blocks have at most two bytes, as has the answer to ATTRIB; their number goes */
function supervisory(frame: Uint8Array): Uint8Array<ArrayBuffer> {
  if (frame.length > 2) return new Uint8Array(16);
  const masked = frame.slice();
  const [pcb = 0] = masked;
  if ((pcb & 0xe6) === R_BLOCK) masked[0] = pcb & 0xfe;
  return masked;
}
