import { concat } from '../../../bytes/concat.ts';
import { withCrc, withoutCrc } from './check.ts';
import type { DeviceClock } from '../clock.ts';
import type { Field } from './field.ts';
import type { Modulation } from './picc.ts';

const B106: Modulation = { technology: 'B', toCard: 106, toReader: 106 };
const FRAME_SIZES = [16, 24, 32, 40, 48, 64, 96, 128, 256];
/** FSDI of 256 bytes */
const FSDI = 8;
const POLL_MS = 5;
const MARGIN_MS = 4;
/** R-blocks in a row without an answer, and repetitions of one block that never arrived */
const REPEATS = 3;

/** What a card said of itself when it was woken, and when it was selected. */
export interface Declared {
  readonly pupi: Uint8Array;
  readonly applicationData: Uint8Array;
  readonly protocolInfo: Uint8Array;
}

/**
 * The firmware of a reader that does ISO/IEC 14443-3 type B and -4 by itself: one slot, 106 kbit/s, no CID. Written
 * apart from the driver's own, which it helps to test.
 */
export class Pcd {
  readonly #field: Field;
  readonly #clock: DeviceClock;
  #selected: { readonly fsc: number; readonly fwt: number } | undefined;
  #number = 0;

  constructor(field: Field, clock: DeviceClock) {
    this.#field = field;
    this.#clock = clock;
  }

  /** a card was selected, and nothing has ended that since */
  get selected(): boolean {
    return this.#selected !== undefined;
  }

  /** the field was switched, or something else is spoken now */
  forget(): void {
    this.#selected = undefined;
  }

  /** WUPB in one slot. undefined: no answer, or one that cannot be read. */
  async wake(): Promise<Declared | undefined> {
    const atqb = await this.frame(Uint8Array.of(0x05, 0x00, 0x08), POLL_MS);
    if (atqb?.[0] !== 0x50 || atqb.length < 12) return undefined;
    return {
      pupi: atqb.slice(1, 5),
      applicationData: atqb.slice(5, 9),
      protocolInfo: atqb.slice(9, 12),
    };
  }

  /** ATTRIB at 106 kbit/s; its answer */
  async select({ pupi, protocolInfo }: Declared): Promise<Uint8Array | undefined> {
    const [, sizeAndProtocol = 0, waiting = 0] = protocolInfo;
    const fwt = (4096 / 13560) * 2 ** (waiting >> 4 === 15 ? 4 : waiting >> 4);
    const attrib = concat(Uint8Array.of(0x1d), pupi, Uint8Array.of(0, FSDI, sizeAndProtocol & 7, 0));
    const answer = await this.frame(attrib, Math.max(POLL_MS, fwt));
    if (answer === undefined) return undefined;
    this.#selected = { fsc: FRAME_SIZES[sizeAndProtocol >> 4] ?? 256, fwt };
    this.#number = 0;
    return answer;
  }

  /** S(DESELECT), answered or not */
  async deselect(): Promise<void> {
    this.forget();
    await this.frame(Uint8Array.of(0xc2), POLL_MS);
  }

  /** One APDU by the block protocol. undefined: the card does not answer (any more). */
  async exchange(apdu: Uint8Array): Promise<Uint8Array | undefined> {
    const size = (this.#selected?.fsc ?? 0) - 3;
    let block: Uint8Array | undefined;
    for (let at = 0; at === 0 || at < apdu.length; at += size) {
      const chained = at + size < apdu.length ? 0x10 : 0;
      block = await this.#turn(
        concat(Uint8Array.of(0x02 | this.#number | chained), apdu.subarray(at, at + size)),
      );
      if (block === undefined || (chained === 0) !== isI(block)) return undefined;
    }
    const parts: Uint8Array[] = [];
    while (block !== undefined) {
      parts.push(block.slice(1));
      if (((block[0] ?? 0) & 0x10) === 0) return concat(...parts);
      block = await this.#turn(Uint8Array.of(0xa2 | this.#number));
    }
    return undefined;
  }

  /** One frame of type B at 106 kbit/s and the answer, check bytes added and checked. */
  async frame(bytes: Uint8Array, waitMs: number): Promise<Uint8Array | undefined> {
    const { frame, collided, ms } = await this.#field.exchange(withCrc(bytes), B106, waitMs);
    await this.#clock.sleep(ms);
    return frame === undefined || collided ? undefined : withoutCrc(frame);
  }

  /** A block and what takes its place: S(WTX) granted, losses asked after, the same block again when it never arrived. */
  async #turn(block: Uint8Array): Promise<Uint8Array | undefined> {
    const asksOn = isI(block) ? 0xb2 : 0xa2; // rules 4 and 5
    let out = block;
    let wait = this.#selected?.fwt ?? 0;
    let silent = 0;
    let again = 0;
    for (;;) {
      const got = await this.frame(out, wait + MARGIN_MS);
      wait = this.#selected?.fwt ?? 0;
      const [pcb = 0, wtx = 0] = got ?? [];
      if (got !== undefined && pcb === 0xf2) {
        out = Uint8Array.of(0xf2, wtx & 0x3f);
        wait *= wtx & 0x3f;
        silent = 0;
      } else if ((isI(got) || isAck(got)) && (pcb & 1) === this.#number) {
        this.#number ^= 1;
        return got;
      } else if (isAck(got) && isI(block) && again++ < REPEATS) out = block;
      else if (silent++ < REPEATS) out = Uint8Array.of(asksOn | this.#number);
      else return undefined;
    }
  }
}

function isI(block: Uint8Array | undefined): boolean {
  return block !== undefined && ((block[0] ?? 0xff) & 0xee) === 0x02;
}
function isAck(block: Uint8Array | undefined): boolean {
  return block !== undefined && ((block[0] ?? 0) & 0xfe) === 0xa2;
}
