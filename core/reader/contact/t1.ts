import { concat } from '../../bytes/concat.ts';
import { wipe } from '../../bytes/wipe.ts';
import { KazasuError, type Sent } from '../../error/kazasu-error.ts';
import type { Clock } from '../clock.ts';
import { iBlock, parseT1, rBlock, S, sBlock, type Edc, type T1Block } from './t1-block.ts';

/** What came back after a block: something, nothing within the waiting time, or a parity error. */
export type LineAnswer =
  { readonly kind: 'block'; readonly bytes: Uint8Array } | { readonly kind: 'silence' | 'garbled' };

/** The contacts of a card, one block at a time. */
export interface ContactLine {
  /**
   * Sends a block and waits for the answer: the block waiting time, or `wtx` times it (0: the card asked for no more).
   * Copies of `block` are overwritten.
   * @throws KazasuError what ends the connection: `card.lost`, `reader.lost`, `reader.failed`
   */
  exchange(block: Uint8Array, wtx: number): Promise<LineAnswer>;
}

export interface T1Options {
  readonly edc: Edc;
  /** longest information field the card takes, and the one we take, bytes */
  readonly ifsc: number;
  readonly ifsd: number;
  readonly clock: Clock;
}

/** R-blocks or S-blocks in a row without a valid answer (ISO/IEC 7816-3 rule 7.4). */
const REPEATS = 3;
/** how often the same block may be sent once more after the card asked for it */
const RESENDS = 3;
/** Longest a card may draw out one command by S(WTX) and chaining, ms: a signature may take seconds (card.md 1.4). */
const ANSWER_MS = 20_000;
/** its requests in a row, S(WTX) and S(IFS): more than 20 s can hold at the fastest rate */
const MAX_REQUESTS = 2000;
/** Longest answer: 65,536 bytes and a status word. */
const MAX_ANSWER = 65538;

type Verdict = 'taken' | 'resend' | 'invalid';

/**
 * T=1 as the reader's side (ISO/IEC 7816-3 section 11). A lost or garbled block is asked for again by an R-block; an
 * I-block is sent again only when the card asks for it by its number, so no command can run twice. S(RESYNC) is never
 * used: both sides would forget which blocks have arrived.
 */
export class T1 {
  readonly #line: ContactLine;
  readonly #options: T1Options;
  #ifsc: number;
  /** number of our next I-block, and of the card's */
  #ns = 0;
  #nr = 0;
  #sent: Sent = 'no';
  #end = 0;
  #stopped = false;

  constructor(line: ContactLine, options: T1Options) {
    this.#line = line;
    this.#options = options;
    this.#ifsc = options.ifsc;
  }

  /** S(IFS): tells the card how long a block we take. False when it does not agree; nothing has been run then. */
  async offerIfsd(): Promise<boolean> {
    const size = Uint8Array.of(this.#options.ifsd);
    const request = sBlock(S.IFS, true, size, this.#options.edc);
    for (let attempt = 0; attempt < REPEATS; attempt++) {
      const got = this.#parsed(await this.#line.exchange(request, 0));
      if (typeof got === 'string' || got.kind !== 'S') continue;
      if (!got.request && got.what === S.IFS && got.inf[0] === size[0]) return true;
    }
    return false;
  }

  /**
   * One command APDU, one response APDU. What was copied of `apdu` is overwritten.
   * @throws KazasuError `card.lost`, `card.silent`, `card.malformed`, or what the line throws, each with `sent`: `no`
   *   while the card cannot have the whole command, `yes` once it answered to all of it, else `unknown`
   */
  async exchange(apdu: Uint8Array): Promise<Uint8Array> {
    this.#sent = 'no';
    this.#end = this.#options.clock.now() + ANSWER_MS;
    try {
      let got = await this.#send(apdu);
      const parts = [got.inf];
      let length = got.inf.length;
      while (got.chained) {
        got = await this.#next();
        length += got.inf.length;
        if (length > MAX_ANSWER) throw new KazasuError('card.malformed', { what: 'chain' });
        parts.push(got.inf);
      }
      return concat(...parts);
    } catch (error) {
      if (!(error instanceof KazasuError)) throw error;
      throw new KazasuError(error.code, { ...error.detail, sent: this.#sent }, { cause: error });
    }
  }

  /** An exchange under way fails with `card.lost` instead of going on. */
  stop(): void {
    this.#stopped = true;
  }

  /** The whole command in as many blocks as it takes; the first block of the answer. */
  async #send(apdu: Uint8Array): Promise<T1Block & { kind: 'I' }> {
    for (let at = 0; ;) {
      const size = this.#ifsc; // the card may change it between two blocks
      const last = at + size >= apdu.length;
      const block = iBlock(this.#ns, apdu.subarray(at, at + size), !last, this.#options.edc);
      try {
        const got = await this.#converse(block, last, (one) => this.#judge(one, last));
        if (got.kind === 'I') return got;
      } finally {
        wipe(block);
      }
      at += size;
    }
  }

  /** The next block of a chained answer. */
  async #next(): Promise<T1Block & { kind: 'I' }> {
    const ask = rBlock(this.#nr, 0, this.#options.edc);
    const got = await this.#converse(ask, false, (one) => (this.#isNext(one) ? 'taken' : 'invalid'));
    return got as T1Block & { kind: 'I' };
  }

  #isNext(got: T1Block): boolean {
    if (got.kind !== 'I' || got.number !== this.#nr) return false;
    this.#nr ^= 1;
    return true;
  }

  /** The answer to our I-block: an I-block to the last one, an R-block with the next number to the others (rule 2). */
  #judge(got: T1Block, last: boolean): Verdict {
    if (got.kind === 'R' && got.number === this.#ns) return 'resend';
    const taken = last ? this.#isNext(got) : got.kind === 'R' && got.error === 0;
    if (!taken) return 'invalid';
    if (last) this.#sent = 'yes';
    this.#ns ^= 1;
    return 'taken';
  }

  /** Sends `block` and goes on until `judge` takes an answer; the card's S-blocks and all losses are settled here. */
  async #converse(block: Uint8Array, last: boolean, judge: (got: T1Block) => Verdict): Promise<T1Block> {
    const { edc, clock } = this.#options;
    let out = block;
    let wtx = 0;
    let failed = 0;
    let resent = 0;
    let requests = 0;
    let arrived = false;
    for (;;) {
      if (this.#stopped) throw new KazasuError('card.lost');
      if (clock.now() > this.#end || requests > MAX_REQUESTS) throw new KazasuError('card.silent');
      if (out === block && last) this.#sent = 'unknown';
      const got = this.#parsed(await this.#line.exchange(out, wtx));
      wtx = 0;
      if (typeof got !== 'string' && got.kind === 'S' && got.request && got.what !== S.RESYNC) {
        if (got.what === S.ABORT) throw new KazasuError('card.malformed', { what: 'ABORT' });
        if (got.what === S.WTX) {
          arrived = true; // only a card that has the block asks for time
          if (last) this.#sent = 'yes';
          wtx = got.inf[0] ?? 0;
        } else this.#ifsc = got.inf[0] || this.#ifsc;
        requests += 1;
        failed = 0;
        out = sBlock(got.what, false, got.inf, edc);
        continue;
      }
      const verdict = typeof got === 'string' ? 'invalid' : judge(got);
      if (verdict === 'taken' && typeof got !== 'string') return got;
      if (verdict === 'resend' && !arrived) {
        if (last) this.#sent = 'no'; // the card says that it has not got this block
        if (++resent > RESENDS) throw new KazasuError('card.lost');
        failed = 0;
        out = block;
        continue;
      }
      if (++failed > REPEATS) throw new KazasuError('card.lost');
      out = rBlock(this.#nr, got === 'check' ? 1 : 2, edc);
    }
  }

  #parsed(answer: LineAnswer): T1Block | 'check' | 'form' {
    if (answer.kind === 'block') return parseT1(answer.bytes, this.#options.edc);
    return answer.kind === 'garbled' ? 'check' : 'form';
  }
}
