import { concat } from '../../../bytes/concat.ts';

/** A message of the host (readers.md 4.1). */
export interface HostMessage {
  readonly type: number;
  /** as the header says; `data` holds what really came */
  readonly length: number;
  readonly slot: number;
  readonly seq: number;
  /** bytes 7 to 9 */
  readonly specific: Uint8Array;
  readonly data: Uint8Array;
}

/** What the reader says to it. */
export interface ReaderReply {
  /** bits 7-6: 0 done, 1 failed, 2 time extension */
  readonly command: 0 | 1 | 2;
  readonly error: number;
  readonly extra?: number;
  readonly data?: Uint8Array;
}

export const HEADER = 10;

/** Type of the answer by type of the command; a command nobody knows is answered like GetSlotStatus. */
const ANSWERS: Readonly<Record<number, number>> = {
  0x62: 0x80,
  0x6f: 0x80,
  0x69: 0x80,
  0x6c: 0x82,
  0x6d: 0x82,
  0x61: 0x82,
  0x6b: 0x83,
  0x73: 0x84,
};

export function hostMessage(bytes: Uint8Array): HostMessage {
  const [type = 0, b0 = 0, b1 = 0, b2 = 0, b3 = 0, slot = 0, seq = 0] = bytes;
  return {
    type,
    length: b0 + b1 * 0x100 + b2 * 0x10000 + b3 * 0x1000000,
    slot,
    seq,
    specific: bytes.slice(7, HEADER),
    data: bytes.slice(HEADER),
  };
}

/** @param icc bits 1-0 of bStatus: 0 active, 1 inactive, 2 absent */
export function readerMessage(to: HostMessage, reply: ReaderReply, icc: number): Uint8Array {
  const { command, error, extra = 0, data = new Uint8Array() } = reply;
  const length = [0, 8, 16, 24].map((shift) => (data.length >> shift) & 0xff);
  const type = ANSWERS[to.type] ?? 0x81;
  return concat(Uint8Array.of(type, ...length, to.slot, to.seq, (command << 6) | icc, error, extra), data);
}
