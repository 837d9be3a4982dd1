import { endianness } from 'node:os';
import { RELAY_MAX_FRAME } from '../core/reader/relay/protocol.ts';

const HEAD = 4;
const LITTLE = endianness() === 'LE';

/** Chrome's native messaging: four bytes of length in the machine's own order, then JSON. */
export function nativeFrame(json: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(HEAD + json.length);
  new DataView(frame.buffer).setUint32(0, json.length, LITTLE);
  frame.set(json, HEAD);
  return frame;
}

/** Puts frames together from what stdin brings, in bounded space. Every buffer it kept is overwritten when used. */
export class NativeFrames {
  #kept = new Uint8Array();

  /**
   * @param take gets each frame and may change it
   * @returns false when the other side does not keep to the format: nothing more can be understood
   */
  push(piece: Uint8Array, take: (json: Uint8Array) => void): boolean {
    let bytes = new Uint8Array(this.#kept.length + piece.length);
    bytes.set(this.#kept);
    bytes.set(piece, this.#kept.length);
    this.#kept.fill(0);
    piece.fill(0);
    while (bytes.length >= HEAD) {
      const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, LITTLE);
      if (length > RELAY_MAX_FRAME) return false;
      if (bytes.length < HEAD + length) break;
      take(bytes.slice(HEAD, HEAD + length));
      bytes.fill(0, 0, HEAD + length);
      bytes = bytes.subarray(HEAD + length);
    }
    this.#kept = bytes;
    return true;
  }
}
