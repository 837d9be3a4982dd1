import type { LinkInfo } from '../../../apdu/card-connection.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import type { FieldCard } from '../../contactless/card-field.ts';
import { parseAtqb } from '../../contactless/atqb.ts';
import { parseBlock, rNak } from '../../contactless/block.ts';
import { frameWaitingTime, WAIT_MARGIN } from '../../contactless/waiting-time.ts';
import { concat } from '../../../bytes/concat.ts';
import type { Known, ManagedMode } from './mode.ts';
import type { Rcs300Session } from './session.ts';

/** What the reader is told to wait for an answer, and what it may take with all its S(WTX) and repetitions, ms. */
const ANSWER_MS = 5000;
const LONGEST_MS = 20_000;
/** the same while the mode is being found: in a wrong one nobody ever answers to SELECT */
const TRIAL_MS = 500;
/** raw frames of type B: the host's own blocks (readers.md 3.3) */
export const RAW_B = 0x001c;
const PRESENCE_ATTEMPTS = 3;
const PRESENCE_MS = 30;
/** how often a session wants to hear of us while it idles (readers.md 3.5) */
const KEEP_ALIVE_MS = 2000;
/** header, Lc, 255 bytes and Le: longer ones are unproven here (readers.md 3.5) */
const SHORT_APDU = 261;

/** A card whose block protocol the reader's firmware speaks: whole APDUs go in and out. */
export class ManagedCard implements FieldCard {
  readonly maxCommand = SHORT_APDU;
  readonly link: LinkInfo;
  readonly fwt: number;
  readonly absenceMs: number;
  readonly keepAliveMs?: number;
  readonly #session: Rcs300Session;
  readonly #mode: ManagedMode;
  readonly #known: Known;
  #stopped = false;
  #number = 0;

  /** @param atr made up by the reader, as PC/SC has it; absent when it tells none */
  constructor(session: Rcs300Session, mode: ManagedMode, known: Known, atr: Uint8Array | undefined) {
    this.#session = session;
    this.#mode = mode;
    this.#known = known;
    this.fwt = waitingTimeOf(atr);
    this.absenceMs = PRESENCE_ATTEMPTS * (PRESENCE_MS + WAIT_MARGIN);
    if (!mode.asksPresence) this.keepAliveMs = KEEP_ALIVE_MS;
    const limits = { technology: 'B', maxCommandData: 255, maxResponseData: 256, fwt: this.fwt } as const;
    this.link = { route: 'webusb', simulated: false, ...limits, ...(atr && { atr }) };
  }

  async exchange(apdu: Uint8Array, repeatable: boolean): Promise<Uint8Array> {
    if (this.#stopped) throw new KazasuError('card.lost', { sent: 'no' });
    const { flags } = this.#mode;
    const waitMs = this.#known.mode ? ANSWER_MS : TRIAL_MS;
    try {
      const heard = await this.#session.exchange(apdu, {
        waitMs,
        flags,
        takesMs: LONGEST_MS,
        once: !repeatable,
      });
      if (heard.kind === 'frame') return heard.bytes;
    } catch (error) {
      if (!(error instanceof KazasuError)) throw error;
      throw new KazasuError(error.code, { sent: 'unknown', ...error.detail }, { cause: error });
    }
    throw new KazasuError('card.lost', { sent: 'unknown' });
  }

  /**
   * R(NAK) around the firmware: whatever number it has, the card answers with R(ACK) or with its last block, and neither
   * side moves on (rules 11 and 12 of readers.md 5.4).
   */
  async present(): Promise<boolean> {
    if (!this.#mode.asksPresence) {
      await this.#session.firmware();
      return true;
    }
    for (let attempt = 0; attempt < PRESENCE_ATTEMPTS; attempt++) {
      const waitMs = PRESENCE_MS + WAIT_MARGIN;
      const heard = await this.#session.exchange(rNak(this.#number), { waitMs, flags: RAW_B });
      const block = heard.kind === 'frame' ? parseBlock(heard.bytes) : undefined;
      if (block?.kind === 'I') this.#number ^= 1; // R(ACK) is shorter
      if (block) return true;
    }
    return false;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** the field goes off anyway; whether the firmware says S(DESELECT) is its own affair */
  deselect(): Promise<void> {
    return Promise.resolve();
  }
}

/** The ATR of a type B card carries its protocol info (readers.md 5.2); else that of the slowest card known. */
function waitingTimeOf(atr: Uint8Array | undefined): number {
  const isTypeB = atr?.length === 13 && atr[1] === 0x88;
  const atqb = isTypeB
    ? parseAtqb(concat(Uint8Array.of(0x50), new Uint8Array(4), atr.subarray(4, 11)))
    : undefined;
  return frameWaitingTime(atqb?.fwi ?? 13);
}
