import { wipe } from '../../../bytes/wipe.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import { sleep, type Clock } from '../../clock.ts';
import { encodeCcid, type CcidMessage } from '../ccid/message.ts';
import type { UsbPipe } from '../pipe.ts';

const ESCAPE_ANSWER = 0x83;
/** ms the reader may need beyond what a command takes by itself */
const SLACK_MS = 1000;
/** Longest a command may be drawn out by time extensions, ms: a signature may take seconds (card.md 1.4). */
const LONGEST_MS = 20_000;
/** messages that belong to nobody, in a row, before the reader is taken for mad */
const MAX_STALE = 64;
/** the slot is busy with what a host before us had asked: when to ask again, ms, and how often (readers.md 3.2) */
const SLOT_BUSY = 0xe0;
const BUSY_MS = 50;
const BUSY_REPEATS = 100;

/** What a command carries besides its payload. */
export interface Rcs300Command {
  /** names it in errors */
  readonly name: string;
  /** ms the reader may be busy with it; absent: 0 */
  readonly takesMs?: number;
  /** must not be sent again, not even when the reader says it was busy */
  readonly once?: boolean;
}

/** Escape messages over the USB pipe: one at a time, each with a number that its answer repeats (readers.md 3.2). */
export class Rcs300Link {
  readonly lost: Promise<void>;
  readonly #pipe: UsbPipe<CcidMessage>;
  readonly #clock: Clock;
  #seq = 0xff;

  constructor(pipe: UsbPipe<CcidMessage>, clock: Clock) {
    this.#pipe = pipe;
    this.#clock = clock;
    this.lost = pipe.lost;
  }

  /**
   * One pseudo-APDU and what the reader says to it. The message that is built of `payload` is overwritten.
   * @throws KazasuError `reader.lost`; `reader.failed` with the command's name in `what`, `sent: no` when it was busy
   */
  async command(payload: Uint8Array, command: Rcs300Command): Promise<Uint8Array> {
    for (let busy = 0; ; busy++) {
      const { status, error, data } = await this.#exchange(payload, command);
      if ((status & 0xc0) === 0) return data;
      const refused = error === SLOT_BUSY;
      if (!refused || command.once || busy === BUSY_REPEATS) {
        const what = `${command.name} ${error.toString(16)}`;
        throw new KazasuError('reader.failed', { what, ...(refused && { sent: 'no' }) });
      }
      await sleep(this.#clock, BUSY_MS);
    }
  }

  close(): Promise<void> {
    return this.#pipe.close();
  }

  async #exchange(payload: Uint8Array, { name, takesMs = 0 }: Rcs300Command): Promise<CcidMessage> {
    this.#seq = (this.#seq + 1) & 0xff;
    const message = encodeCcid('Escape', 0, this.#seq, [0, 0, 0], payload);
    const sent = await this.#pipe.sendWithin(SLACK_MS, message).finally(() => wipe(message));
    if (!sent) throw new KazasuError('reader.failed', { what: name });
    const started = this.#clock.now();
    let end = started + takesMs + SLACK_MS;
    for (let stale = 0; stale < MAX_STALE; stale++) {
      const answer = await this.#pipe.nextBefore(end);
      if (answer === undefined) break;
      // the rest is left from a host before us, or from a command whose time was over
      if (answer.seq !== this.#seq || answer.type !== ESCAPE_ANSWER) continue;
      if ((answer.status & 0xc0) !== 0x80) return answer;
      stale = 0;
      end = Math.min(this.#clock.now() + takesMs + SLACK_MS, started + takesMs + LONGEST_MS);
    }
    throw new KazasuError('reader.failed', { what: name });
  }
}
