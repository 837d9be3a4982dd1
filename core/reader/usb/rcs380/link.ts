import { concat } from '../../../bytes/concat.ts';
import { wipe } from '../../../bytes/wipe.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import type { Clock } from '../../clock.ts';
import type { UsbPipe } from '../pipe.ts';
import { ACK, encodeFrame, type Frame } from './frame.ts';

/** Commands of the RC-S380 that are used here (readers.md 2.3). */
export const COMMAND = {
  InSetRF: 0x00,
  InSetProtocol: 0x02,
  InCommRF: 0x04,
  SwitchRF: 0x06,
  GetFirmwareVersion: 0x20,
  SetCommandType: 0x2a,
} as const;
export type CommandName = keyof typeof COMMAND;

/** ms the reader may need beyond what a command takes by itself */
const SLACK_MS = 1000;
/** frames that belong to nobody, in a row, before the reader is taken for mad */
const MAX_STALE = 32;

/** Commands and answers over the USB pipe: one at a time, each acknowledged, then answered (readers.md 2.2). */
export class Rcs380Link {
  readonly #pipe: UsbPipe<Frame>;
  readonly #clock: Clock;
  /** nobody knows what the reader still has to say: true at first, since a host before us may have crashed */
  #unsure = true;
  #aborted = false;
  #busy = false;

  constructor(pipe: UsbPipe<Frame>, clock: Clock) {
    this.#pipe = pipe;
    this.#clock = clock;
  }

  /**
   * One command. The frame that is built of `payload` is overwritten after sending.
   * @param takesMs how long the reader may be busy with it
   * @returns what follows the response code
   * @throws KazasuError `reader.lost`; `reader.failed` with the command's name in `what`
   */
  async command(name: CommandName, payload: Uint8Array, takesMs = 0): Promise<Uint8Array> {
    this.#busy = true;
    this.#aborted = false;
    try {
      if (this.#unsure) await this.#softReset();
      return await this.#exchange(name, payload, takesMs);
    } finally {
      this.#busy = false;
    }
  }

  /** Gives up the command under way: the reader is told by an ACK, and the command fails with `reader.failed`. */
  abort(): void {
    if (!this.#busy || this.#aborted) return;
    this.#aborted = true;
    this.#pipe.send(ACK).catch(() => undefined);
    this.#pipe.interrupt();
  }

  /**
   * ACK ends what a reader is still doing; then a command whose answer cannot be mistaken, and whatever comes before
   * that answer is thrown away.
   */
  async #softReset(): Promise<void> {
    await this.#send('SetCommandType', ACK);
    this.#pipe.discard();
    await this.#exchange('SetCommandType', Uint8Array.of(1), 0);
    this.#unsure = false;
  }

  async #exchange(name: CommandName, payload: Uint8Array, takesMs: number): Promise<Uint8Array> {
    const code = COMMAND[name];
    const end = this.#clock.now() + takesMs + SLACK_MS;
    const data = concat(Uint8Array.of(0xd6, code), payload);
    const command = encodeFrame(data);
    await this.#send(name, command).finally(() => wipe(data, command));
    let acknowledged = false;
    for (let stale = 0; stale < MAX_STALE; stale++) {
      const frame = await this.#next(name, end);
      if (frame.kind === 'ack') acknowledged = true;
      // while unsure, a complaint may be about what a host before us had sent
      else if (frame.kind === 'error' && !this.#unsure) throw this.#failed(name);
      else if (frame.kind === 'data' && acknowledged && isAnswer(frame.data, code))
        return frame.data.subarray(2);
    }
    throw this.#failed(name);
  }

  /** the browser copies what it is given, so the caller may overwrite it even when the transfer never ends */
  async #send(name: CommandName, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!(await this.#pipe.sendWithin(SLACK_MS, bytes))) throw this.#failed(name);
  }

  async #next(name: CommandName, end: number): Promise<Frame> {
    for (;;) {
      if (this.#aborted) throw this.#failed('abort');
      const left = end - this.#clock.now();
      if (left < 1) throw this.#failed(name);
      const frame = await this.#pipe.next(left);
      if (frame) return frame;
    }
  }

  #failed(what: string): KazasuError {
    this.#unsure = true;
    return new KazasuError('reader.failed', { what });
  }
}

function isAnswer(data: Uint8Array, code: number): boolean {
  return data[0] === 0xd7 && data[1] === code + 1;
}
