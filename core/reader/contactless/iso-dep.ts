import { concat } from '../../bytes/concat.ts';
import { wipe } from '../../bytes/wipe.ts';
import { KazasuError, type Sent } from '../../error/kazasu-error.ts';
import type { Clock } from '../clock.ts';
import { FSD } from './attrib.ts';
import { iBlock, parseBlock, rAck, rNak, sDeselect, sWtx, type Block } from './block.ts';
import type { Radio } from './radio.ts';
import { extendedWaitingTime, WAIT_MARGIN } from './waiting-time.ts';

export interface IsoDepOptions {
  /** longest frame the card takes, in bytes */
  readonly fsc: number;
  /** frame waiting time, ms */
  readonly fwt: number;
  readonly clock: Clock;
  /** ms the card took for its answer to ATTRIB: R-blocks, which it only has to repeat itself for, take no longer */
  readonly answersIn: number;
  /** nothing was heard at this bit rate yet: until then no answer is waited for as long as a card may take */
  readonly onTrial?: boolean;
}

/** How often the same block may be sent once more after the card said it had not got it (rule 6). */
const RESENDS = 3;
/** Longest a card may draw out one command by S(WTX) and chaining, ms: a signature may take seconds (card.md 1.4). */
const ANSWER_MS = 20_000;
/** Longest answer: 65,536 bytes and a status word. */
const MAX_ANSWER = 65538;
/** a card that lies badly is not taken for one that is gone */
const PRESENCE_ATTEMPTS = 3;
/** R(NAK) is waited for at least so long, ms, and three times as long as the card has ever needed */
const PRESENCE_MS = 30;
/** At a bit rate on trial, ms: for a command (SELECT), and for what asks after its answer. */
const TRIAL_MS = 400;
const TRIAL_AGAIN_MS = 100;
const DESELECT_MS = 30;

type Verdict = 'taken' | 'resend' | 'invalid';

/** What is sent first, what asks again, how often in a row, and how long each is waited for, ms. */
interface Plan {
  readonly block: Uint8Array;
  readonly repeat: Uint8Array;
  readonly repeats: number;
  readonly wait: number;
}

/**
 * ISO 14443-4 as the reader's side, by the numbered rules of readers.md 5.4. A lost or garbled frame is asked for
 * again by an R-block; an I-block is sent again only when an R(ACK) says that it never arrived (rule 6), so no
 * command can run twice.
 */
export class IsoDep {
  readonly #radio: Pick<Radio, 'exchange'>;
  readonly #options: IsoDepOptions;
  /** R-blocks in a row without a valid answer; at long waiting times one fewer, a card that is gone is waited for */
  readonly #repeats: number;
  #number = 0;
  #sent: Sent = 'no';
  #end = 0;
  #stopped = false;
  #heard: boolean;
  #answersIn: number;

  constructor(radio: Pick<Radio, 'exchange'>, options: IsoDepOptions) {
    this.#radio = radio;
    this.#options = options;
    this.#repeats = options.fwt < 1000 ? 3 : 2;
    this.#heard = options.onTrial !== true;
    this.#answersIn = options.answersIn;
  }

  /** false: nothing was heard at a bit rate on trial */
  get heard(): boolean {
    return this.#heard;
  }

  /** ms after which {@link IsoDep.present} knows that a card is gone */
  get absenceMs(): number {
    return PRESENCE_ATTEMPTS * (this.#presenceWait + WAIT_MARGIN);
  }

  /**
   * One command APDU, one response APDU. What was copied of `apdu` is overwritten.
   * @throws KazasuError `card.lost`, `card.silent`, `card.malformed`, or what the radio throws, each with `sent`:
   *   `no` while the card cannot have the whole command, `yes` once it answered to all of it, else `unknown`
   */
  async exchange(apdu: Uint8Array): Promise<Uint8Array> {
    this.#sent = 'no';
    this.#end = this.#options.clock.now() + ANSWER_MS;
    try {
      let block = await this.#send(apdu);
      const parts = [block.inf.slice()];
      let length = block.inf.length;
      while (block.chained) {
        block = await this.#next();
        length += block.inf.length;
        if (length > MAX_ANSWER) throw new KazasuError('card.malformed', { what: 'chain' });
        parts.push(block.inf.slice());
      }
      return concat(...parts);
    } catch (error) {
      if (!(error instanceof KazasuError)) throw error;
      throw new KazasuError(error.code, { ...error.detail, sent: this.#sent }, { cause: error });
    }
  }

  /**
   * Is the card still there? R(NAK) changes nothing in it (rule 12). A card that is there answers in its own time and
   * not in the frame waiting time, which is meant for commands: else one that is gone would be waited for in vain.
   */
  async present(): Promise<boolean> {
    this.#end = this.#options.clock.now() + ANSWER_MS;
    const block = rNak(this.#number);
    const wait = this.#presenceWait;
    const plan = { block, repeat: block, repeats: PRESENCE_ATTEMPTS - 1, wait };
    try {
      await this.#converse(plan, (got) => (got.kind === 'ACK' ? 'taken' : 'invalid'));
      return true;
    } catch (error) {
      if (error instanceof KazasuError && error.code.startsWith('card.')) return false;
      throw error;
    }
  }

  /** S(DESELECT): afterwards the card answers only to WUPB. False when it did not confirm; it is not asked again. */
  async deselect(): Promise<boolean> {
    const heard = await this.#radio.exchange(sDeselect(), DESELECT_MS);
    return heard.kind === 'frame' && parseBlock(heard.bytes)?.kind === 'DESELECT';
  }

  /** An exchange under way fails with `card.lost` instead of going on; {@link IsoDep.deselect} still works. */
  stop(): void {
    this.#stopped = true;
  }

  /** The whole command, in as many blocks as it takes; the first block of the answer. */
  async #send(apdu: Uint8Array): Promise<Block & { kind: 'I' }> {
    const size = this.#options.fsc - 3;
    for (let at = 0; ; at += size) {
      const more = at + size < apdu.length;
      const block = iBlock(this.#number, apdu.subarray(at, at + size), more);
      try {
        const answer = await this.#converse(this.#plan(block, rNak(this.#number)), (got) =>
          this.#judge(got, more),
        );
        if (answer.kind === 'I') return answer;
      } finally {
        wipe(block);
      }
    }
  }

  /** The next block of a chained answer: R(ACK), again R(ACK) when it gets lost (rules 2 and 5). */
  async #next(): Promise<Block & { kind: 'I' }> {
    const ack = rAck(this.#number);
    const block = await this.#converse(this.#plan(ack, ack), (got) =>
      got.kind === 'I' && got.number === this.#number ? this.#toggle() : 'invalid',
    );
    return block as Block & { kind: 'I' };
  }

  /** The answer to our I-block: rules 6, 7, 10 and (B). */
  #judge(got: Block, more: boolean): Verdict {
    if (got.kind === 'ACK' && got.number !== this.#number) return 'resend';
    const expected = more ? 'ACK' : 'I';
    if (got.kind !== expected || got.number !== this.#number) return 'invalid';
    if (!more) this.#sent = 'yes';
    return this.#toggle();
  }

  #plan(block: Uint8Array, repeat: Uint8Array): Plan {
    return { block, repeat, repeats: this.#repeats, wait: this.#options.fwt };
  }

  get #presenceWait(): number {
    return Math.min(this.#options.fwt, Math.max(PRESENCE_MS, 3 * this.#answersIn));
  }

  /** One frame and what was heard; a valid block proves the bit rate. */
  async #hear(out: Uint8Array, wait: number, again: boolean): Promise<Block | undefined> {
    const { clock } = this.#options;
    const limit = this.#heard ? Infinity : again ? TRIAL_AGAIN_MS : TRIAL_MS;
    const began = clock.now();
    const heard = await this.#radio.exchange(out, Math.min(wait + WAIT_MARGIN, limit));
    const got = heard.kind === 'frame' && heard.bytes.length <= FSD - 2 ? parseBlock(heard.bytes) : undefined;
    if (got === undefined) return undefined;
    this.#heard = true;
    this.#answersIn = Math.min(this.#answersIn, clock.now() - began);
    return got;
  }

  #toggle(): 'taken' {
    this.#number ^= 1;
    return 'taken';
  }

  /** Sends `block` and goes on until `judge` takes an answer: S(WTX), losses and repetitions are settled here. */
  async #converse(plan: Plan, judge: (got: Block) => Verdict): Promise<Block> {
    const { block, repeat, repeats } = plan;
    let out = block;
    let wait = plan.wait;
    let silent = 0;
    let resent = 0;
    let arrived = false;
    for (;;) {
      if (this.#stopped) throw new KazasuError('card.lost');
      if (this.#options.clock.now() > this.#end) throw new KazasuError('card.silent');
      if (out === block && isFinal(block)) this.#sent = 'unknown';
      const got = await this.#hear(out, wait, out === repeat);
      wait = plan.wait;
      if (got?.kind === 'WTX') {
        arrived = true; // only a card that has the block asks for time
        if (isFinal(block)) this.#sent = 'yes';
        silent = 0;
        out = sWtx(got.wtxm);
        wait = extendedWaitingTime(this.#options.fwt, got.wtxm);
        continue;
      }
      const verdict = got === undefined ? 'invalid' : judge(got);
      if (got !== undefined && verdict === 'taken') return got;
      if (verdict === 'resend' && !arrived) {
        if (isFinal(block)) this.#sent = 'no'; // the card says that it has not got this block
        if (++resent > RESENDS) throw new KazasuError('card.lost');
        silent = 0;
        out = block;
        continue;
      }
      if (++silent > repeats) throw new KazasuError('card.lost');
      out = repeat;
    }
  }
}

/** An I-block without the chaining bit: with it the card has the whole command. */
function isFinal(block: Uint8Array): boolean {
  return ((block[0] ?? 0) & 0xf0) === 0x00;
}
