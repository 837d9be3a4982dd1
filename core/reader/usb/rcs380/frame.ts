import { concat } from '../../../bytes/concat.ts';
import type { Assembler } from '../pipe.ts';

/** NFC Port-100 frames (readers.md 2.2). */
export type Frame =
  | { readonly kind: 'ack' }
  | { readonly kind: 'error' }
  | { readonly kind: 'data'; readonly data: Uint8Array };

/** As sent by the host: gives up a pending command. As sent by the reader: it has the command. */
export const ACK = Uint8Array.of(0x00, 0x00, 0xff, 0x00, 0xff, 0x00);
const START = [0x00, 0x00, 0xff];
const EXTENDED = [...START, 0xff, 0xff];
/** the reader's complaint about a frame: five bytes, alone in a transfer */
const ERROR_LENGTH = EXTENDED.length;
const HEADER_LENGTH = 8;
const TRAILER_LENGTH = 2;
/** longest data taken: an RF frame of 290 bytes and its status fit many times */
const MAX_DATA = 1024;

/** what makes a sum a multiple of 256 */
function checksum(bytes: Uint8Array): number {
  return -bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
}

export function encodeFrame(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = Uint8Array.of(data.length & 0xff, data.length >> 8);
  return concat(
    Uint8Array.from(EXTENDED),
    length,
    Uint8Array.of(checksum(length)),
    data,
    Uint8Array.of(checksum(data), 0x00),
  );
}

/** Finds frames in what the reader sends, however it is cut; whatever is no frame is passed over. */
export class FrameAssembler implements Assembler<Frame> {
  #rest = new Uint8Array();

  get missing(): number {
    if (this.#rest.length < HEADER_LENGTH) return 0;
    return Math.max(0, HEADER_LENGTH + dataLength(this.#rest) + TRAILER_LENGTH - this.#rest.length);
  }

  reset(): void {
    this.#rest = new Uint8Array();
  }

  push(piece: Uint8Array): readonly Frame[] {
    if (this.#rest.length === 0 && piece.length === ERROR_LENGTH && startsWith(piece, EXTENDED)) {
      return [{ kind: 'error' }];
    }
    this.#rest = concat(this.#rest, piece);
    const frames: Frame[] = [];
    for (;;) {
      this.#rest = this.#rest.subarray(startOf(this.#rest));
      const found = firstFrame(this.#rest);
      if (found === undefined) return frames;
      if (found.frame) frames.push(found.frame);
      this.#rest = this.#rest.slice(found.length);
    }
  }
}

/** A frame at the start of `bytes`, or a length to pass over; undefined: more bytes are needed. */
function firstFrame(bytes: Uint8Array): { readonly frame?: Frame; readonly length: number } | undefined {
  if (bytes.length < ACK.length) return undefined;
  if (startsWith(bytes, [...ACK])) return { frame: { kind: 'ack' }, length: ACK.length };
  if (!startsWith(bytes, EXTENDED)) return { length: 1 };
  if (bytes.length < HEADER_LENGTH) return undefined;
  const length = dataLength(bytes);
  if (length > MAX_DATA || checksum(bytes.subarray(5, 7)) !== bytes[7]) return { length: 1 };
  const end = HEADER_LENGTH + length + TRAILER_LENGTH;
  if (bytes.length < end) return undefined;
  const data = bytes.slice(HEADER_LENGTH, HEADER_LENGTH + length);
  const whole = checksum(data) === bytes[end - 2] && bytes[end - 1] === 0x00;
  return whole ? { frame: { kind: 'data', data }, length: end } : { length: 1 };
}

/** where the next frame may begin: at 00 00 FF, or at what may become that */
function startOf(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) {
    if (startsWith(bytes.subarray(at), START.slice(0, bytes.length - at))) return at;
  }
  return bytes.length;
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte);
}

function dataLength(bytes: Uint8Array): number {
  return (bytes[5] ?? 0) | ((bytes[6] ?? 0) << 8);
}
