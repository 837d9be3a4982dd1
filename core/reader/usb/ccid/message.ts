import { concat } from '../../../bytes/concat.ts';
import type { Assembler } from '../pipe.ts';

/** Messages of CCID (readers.md 4.1): commands to the reader, and what it answers with. */
export const COMMAND = {
  IccPowerOn: 0x62,
  IccPowerOff: 0x63,
  GetSlotStatus: 0x65,
  XfrBlock: 0x6f,
  SetParameters: 0x61,
  Escape: 0x6b,
  Abort: 0x72,
} as const;
export type CommandName = keyof typeof COMMAND;

/** Type of the answer to each command. */
export const ANSWER: Readonly<Record<CommandName, number>> = {
  IccPowerOn: 0x80,
  IccPowerOff: 0x81,
  GetSlotStatus: 0x81,
  XfrBlock: 0x80,
  SetParameters: 0x82,
  Escape: 0x83,
  Abort: 0x81,
};

export const HEADER_LENGTH = 10;
const FIRST_ANSWER = 0x80;
const LAST_ANSWER = 0x84;

/** One message of the reader. */
export interface CcidMessage {
  readonly type: number;
  readonly slot: number;
  readonly seq: number;
  /** bits 1-0: 0 card active, 1 present, 2 absent; bits 7-6: 00 done, 40 failed, 80 time extension */
  readonly status: number;
  /** code when failed, multiplier of the waiting time when time is asked for */
  readonly error: number;
  /** the last byte of the header: chain parameter, clock state or protocol, by type */
  readonly extra: number;
  readonly data: Uint8Array;
}

/** One message to the reader; `specific` are bytes 7 to 9. The caller wipes the result when `data` was secret. */
export function encodeCcid(
  command: CommandName,
  slot: number,
  seq: number,
  specific: readonly [number, number, number],
  data: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const length = [0, 8, 16, 24].map((shift) => (data.length >> shift) & 0xff);
  return concat(Uint8Array.of(COMMAND[command], ...length, slot, seq, ...specific), data);
}

/**
 * Finds messages in what the reader sends, however it is cut. A message says its own length; a piece that begins like
 * none, or is longer than `max`, is passed over.
 */
export class CcidAssembler implements Assembler<CcidMessage> {
  readonly #max: number;
  #rest = new Uint8Array();

  /** @param max longest message taken, bytes, header included */
  constructor(max: number) {
    this.#max = max;
  }

  get missing(): number {
    return this.#rest.length < HEADER_LENGTH ? 0 : messageLength(this.#rest) - this.#rest.length;
  }

  reset(): void {
    this.#rest = new Uint8Array();
  }

  push(piece: Uint8Array): readonly CcidMessage[] {
    this.#rest = concat(this.#rest, piece);
    const messages: CcidMessage[] = [];
    while (this.#rest.length > 0) {
      const [type = 0] = this.#rest;
      const known = type >= FIRST_ANSWER && type <= LAST_ANSWER;
      if (!known || messageLength(this.#rest) > this.#max) {
        this.reset();
        break;
      }
      const end = messageLength(this.#rest);
      if (this.#rest.length < end) break;
      messages.push(parse(this.#rest.slice(0, end)));
      this.#rest = this.#rest.slice(end);
    }
    return messages;
  }
}

/** as far as it is known: a header that is cut off counts as whole */
function messageLength(bytes: Uint8Array): number {
  const [, b0 = 0, b1 = 0, b2 = 0, b3 = 0] = bytes;
  return HEADER_LENGTH + (bytes.length < 5 ? 0 : b0 + b1 * 0x100 + b2 * 0x10000 + b3 * 0x1000000);
}

function parse(bytes: Uint8Array): CcidMessage {
  const [type = 0, , , , , slot = 0, seq = 0, status = 0, error = 0, extra = 0] = bytes;
  return { type, slot, seq, status, error, extra, data: bytes.subarray(HEADER_LENGTH) };
}
