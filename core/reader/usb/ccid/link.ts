import { wipe } from '../../../bytes/wipe.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import { sleep, type Clock } from '../../clock.ts';
import { Turns } from '../../turns.ts';
import type { UsbPipe } from '../pipe.ts';
import type { UsbDevice } from '../usb-device.ts';
import { ANSWER, encodeCcid, type CcidMessage, type CommandName } from './message.ts';

/** What a command carries besides its name and slot. */
export interface CcidCommand {
  /** bytes 7 to 9 of the header; absent: zeros */
  readonly specific?: readonly [number, number, number];
  readonly data?: Uint8Array;
  /** ms the reader may take until it answers or asks for more time; absent: {@link WAIT_MS} */
  readonly waitMs?: number;
}

/** How a slot stands after a command, and what came of it. */
export interface CcidReply {
  readonly ok: boolean;
  readonly icc: 'active' | 'inactive' | 'absent';
  /** the reader's code when not ok (readers.md 4.1) */
  readonly error: number;
  /** last byte of the header */
  readonly extra: number;
  readonly data: Uint8Array;
}

/** what libccid waits (readers.md 4.2) */
export const WAIT_MS = 3000;
/** ms for a message to leave */
const SEND_MS = 1000;
/** Longest a command may be drawn out by time extensions, ms: a signature may take seconds (card.md 1.4). */
const LONGEST_MS = 20_000;
/** messages that belong to nobody, in a row, before the reader is taken for mad */
const MAX_STALE = 64;
/** time extensions to one command: some readers ask every 100 ms */
const MAX_EXTENSIONS = 2000;
/** the slot is busy with what a host before us had asked: when to ask again, ms, and how often */
const BUSY_MS = 50;
const BUSY_REPEATS = 40;
const ICC = ['active', 'inactive', 'absent', 'absent'] as const;
const ABORT_REQUEST = 1;

/** Error codes a driver must tell apart (readers.md 4.1). */
export const CCID_ERROR = {
  mute: 0xfe,
  parity: 0xfd,
  overrun: 0xfc,
  slotBusy: 0xe0,
  unsupported: 0x00,
} as const;

/** Commands and answers of one CCID interface: one at a time, each with a number its answer repeats. */
export class CcidLink {
  readonly lost: Promise<void>;
  readonly #pipe: UsbPipe<CcidMessage>;
  readonly #device: UsbDevice;
  readonly #interface: number;
  readonly #clock: Clock;
  readonly #turns = new Turns();
  #seq = 0xff;
  /** what the reader is busy with */
  #current: { readonly slot: number; readonly seq: number; aborted: boolean } | undefined;

  constructor(pipe: UsbPipe<CcidMessage>, device: UsbDevice, number: number, clock: Clock) {
    this.#pipe = pipe;
    this.#device = device;
    this.#interface = number;
    this.#clock = clock;
    this.lost = pipe.lost;
  }

  /**
   * One command; copies of its data are overwritten after sending. A slot that is busy is asked again, unless the
   * command is for the card.
   * @throws KazasuError `reader.lost`; `reader.failed` with the command's name in `what`
   */
  async command(name: CommandName, slot: number, command: CcidCommand = {}): Promise<CcidReply> {
    for (let busy = 0; ; busy++) {
      const reply = await this.#turns.take(() => this.#exchange(name, slot, command));
      const refused = !reply.ok && reply.error === CCID_ERROR.slotBusy && name !== 'XfrBlock';
      if (!refused || busy === BUSY_REPEATS) return reply;
      await sleep(this.#clock, BUSY_MS);
    }
  }

  /**
   * Gives up the command this slot is busy with: the reader is told at the control endpoint and by a message with the
   * same number; the command then fails, `reader.failed` at the latest when the reader ignores both.
   */
  async abort(slot: number): Promise<void> {
    const current = this.#current;
    if (current?.slot !== slot || current.aborted) return;
    current.aborted = true;
    const value = slot | (current.seq << 8);
    const request = { request: ABORT_REQUEST, value, index: this.#interface };
    const setup = { requestType: 'class', recipient: 'interface', ...request } as const;
    const told = await this.#device.controlTransferOut(setup).catch(() => undefined);
    if (told?.status !== 'ok') return; // many readers know no abort: their answer is waited for
    const message = encodeCcid('Abort', slot, current.seq, [0, 0, 0], new Uint8Array());
    await this.#pipe.send(message).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#pipe.close();
  }

  async #exchange(name: CommandName, slot: number, command: CcidCommand): Promise<CcidReply> {
    this.#seq = (this.#seq + 1) & 0xff;
    const current = { slot, seq: this.#seq, aborted: false };
    this.#current = current;
    try {
      await this.#send(name, slot, command);
      return replyOf(await this.#answer(name, command.waitMs ?? WAIT_MS));
    } finally {
      this.#current = undefined;
    }
  }

  /** the browser copies what it is given, so the message may be overwritten even when the transfer never ends */
  async #send(name: CommandName, slot: number, command: CcidCommand): Promise<void> {
    const { specific = [0, 0, 0], data = new Uint8Array() } = command;
    const message = encodeCcid(name, slot, this.#seq, specific, data);
    const sent = this.#pipe.sendWithin(SEND_MS, message);
    if (!(await sent.finally(() => wipe(message)))) throw failed(name);
  }

  /** Only what repeats our number is the answer; the rest is left from a host before us or from a command given up. */
  async #answer(name: CommandName, waitMs: number): Promise<CcidMessage> {
    const started = this.#clock.now();
    let end = started + waitMs;
    let extensions = 0;
    for (let stale = 0; stale < MAX_STALE && extensions < MAX_EXTENSIONS; stale++) {
      const message = await this.#pipe.nextBefore(end);
      if (message === undefined) break;
      const { slot, seq, type, status } = message;
      if (seq !== this.#seq || slot !== this.#current?.slot) continue;
      const aborted = this.#current.aborted && type === ANSWER.Abort;
      if (type !== ANSWER[name] && !aborted) continue;
      if (type !== ANSWER[name]) throw failed('abort');
      if ((status & 0xc0) !== 0x80) return message;
      stale = 0;
      extensions += 1;
      // time extension: the multiplier of its own waiting time is not known to all readers, so ours is the least
      end = this.#clock.now() + waitMs * Math.max(1, message.error);
      end = Math.min(end, Math.max(started + waitMs, started + LONGEST_MS));
    }
    throw failed(name);
  }
}

function replyOf({ status, error, extra, data }: CcidMessage): CcidReply {
  return { ok: (status & 0xc0) === 0, icc: ICC[status & 0x03] ?? 'absent', error, extra, data };
}

function failed(what: string): KazasuError {
  return new KazasuError('reader.failed', { what });
}
