import { concat } from '../../../bytes/concat.ts';

/** A block (no check bytes) and the ms after which it begins. */
export interface BlockAnswer {
  readonly block: Uint8Array;
  readonly afterMs: number;
}

/** What the card behind the protocol says to one APDU, and how long it takes. */
export interface ApduAnswer {
  readonly apdu: Uint8Array;
  readonly ms: number;
}

export interface BlockProtocolOptions {
  /** longest frame either side takes, PCB and CRC included, in bytes */
  readonly fsc: number;
  readonly fsd: number;
  /** frame waiting time, ms */
  readonly fwt: number;
  /** longest command in chained blocks, bytes */
  readonly chainLimit: number;
  /** the reader may number us in its blocks */
  readonly takesCid: boolean;
  readonly cid: number;
  /** S(WTX) before each answer, even when there is time: how often, and with which multiplier */
  readonly wtxTimes: number;
  readonly wtxm: number;
  readonly run: (apdu: Uint8Array) => Promise<ApduAnswer>;
}

/** What comes after S(WTX): the block, the ms it still takes, how often to ask even so, the multiplier asked for. */
interface Waiting {
  readonly block: Uint8Array;
  readonly ms: number;
  readonly times: number;
  readonly asked: number;
}

/** the longest wait S(WTX) can get: that of FWI 14 */
const MAX_WAIT = (4096 / 13560) * 2 ** 14;
const MAX_WTXM = 59;

/** The card's side of ISO/IEC 14443-4: it answers, and never begins (rules (C)–(E), 2, 3, 9–13 of readers.md 5.4). */
export class BlockProtocol {
  readonly #options: BlockProtocolOptions;
  #number = 1;
  #command: Uint8Array[] = [];
  #rest: Uint8Array | undefined;
  #last: Uint8Array | undefined;
  #waiting: Waiting | undefined;
  #cidSeen = false;

  constructor(options: BlockProtocolOptions) {
    this.#options = options;
  }

  /** @returns undefined: silence; `deselect`: answered by C2, and it is over */
  async receive(frame: Uint8Array): Promise<BlockAnswer | 'deselect' | undefined> {
    const stripped = this.#withoutCid(frame);
    if (stripped === undefined) return undefined;
    const [pcb = 0] = stripped;
    const inf = stripped.subarray(1);
    if ((pcb & 0xe2) === 0x02 && (pcb & 0x04) === 0) return this.#onI((pcb & 0x10) !== 0, inf);
    if ((pcb & 0xe6) === 0xa2 && inf.length === 0) return this.#onR((pcb & 0x10) !== 0, pcb & 1);
    if (pcb === 0xf2 && inf.length === 1) return this.#onWtx(inf[0] ?? 0);
    if (pcb === 0xc2 && inf.length === 0) return 'deselect';
    return undefined;
  }

  /** the block with the CID in it, if the reader used one */
  addressed(block: Uint8Array): Uint8Array {
    if (!this.#cidSeen) return block;
    return concat(Uint8Array.of((block[0] ?? 0) | 0x08, this.#options.cid), block.subarray(1));
  }

  #withoutCid(frame: Uint8Array): Uint8Array | undefined {
    if (frame.length > this.#options.fsc - 2) return undefined;
    const [pcb, cid] = frame;
    if (pcb === undefined) return undefined;
    this.#cidSeen = (pcb & 0x08) !== 0;
    if (!this.#cidSeen) return this.#options.cid === 0 ? frame : undefined;
    if (!this.#options.takesCid || cid === undefined || (cid & 0x0f) !== this.#options.cid) return undefined;
    return concat(Uint8Array.of(pcb & ~0x08), frame.subarray(2));
  }

  async #onI(chained: boolean, inf: Uint8Array): Promise<BlockAnswer | undefined> {
    this.#number ^= 1; // (D)
    this.#rest = undefined;
    this.#waiting = undefined;
    this.#command.push(inf.slice());
    const length = this.#command.reduce((sum, part) => sum + part.length, 0);
    if (length > this.#options.chainLimit) {
      this.#command = [];
      return undefined;
    }
    if (chained) return this.#say(Uint8Array.of(0xa2 | this.#number), 0); // rule 2
    const command = concat(...this.#command);
    this.#command = [];
    const { apdu, ms } = await this.#options.run(command);
    this.#rest = apdu;
    const block = this.#part();
    return this.#answer({ block, ms, times: this.#options.wtxTimes, asked: 0 }, this.#options.fwt);
  }

  #onR(isNak: boolean, number: number): BlockAnswer | undefined {
    if (number === this.#number) return this.#last ? { block: this.#last, afterMs: 0 } : undefined; // rule 11
    if (isNak) return this.#say(Uint8Array.of(0xa2 | this.#number), 0); // rule 12
    if (this.#rest === undefined || this.#waiting) return undefined;
    this.#number ^= 1; // (E)
    return this.#say(this.#part(), 0); // rule 13
  }

  #onWtx(wtxm: number): BlockAnswer | undefined {
    const waiting = this.#waiting;
    if (waiting === undefined || wtxm !== waiting.asked) return undefined;
    return this.#answer(waiting, Math.min(this.#options.fwt * wtxm, MAX_WAIT));
  }

  /** The answer itself when it is ready within `allowed` ms, else S(WTX) shortly before (rule 9). */
  #answer(waiting: Waiting, allowed: number): BlockAnswer {
    if (waiting.times === 0 && waiting.ms <= allowed) {
      this.#waiting = undefined;
      return this.#say(waiting.block, waiting.ms);
    }
    const spent = Math.min(waiting.ms, allowed * 0.9);
    const ms = waiting.ms - spent;
    const needed = Math.ceil(ms / this.#options.fwt);
    const asked = Math.max(1, Math.min(MAX_WTXM, Math.max(needed, this.#options.wtxm)));
    this.#waiting = { ...waiting, ms, times: Math.max(0, waiting.times - 1), asked };
    return this.#say(Uint8Array.of(0xf2, asked), spent);
  }

  /** the next piece of the answer, as large as the reader takes it */
  #part(): Uint8Array {
    const size = this.#options.fsd - 3 - (this.#cidSeen ? 1 : 0);
    const rest = this.#rest ?? new Uint8Array();
    const more = rest.length > size;
    this.#rest = more ? rest.subarray(size) : undefined;
    return concat(Uint8Array.of(0x02 | this.#number | (more ? 0x10 : 0)), rest.subarray(0, size));
  }

  #say(block: Uint8Array, afterMs: number): BlockAnswer {
    this.#last = block;
    return { block, afterMs };
  }
}
