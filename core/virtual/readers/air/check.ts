import { concat } from '../../../bytes/concat.ts';
import { crcB } from './crc-b.ts';

export function withCrc(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(bytes, crcB(bytes));
}

/** The bytes before a right CRC_B; undefined when it is wrong or missing. */
export function withoutCrc(frame: Uint8Array): Uint8Array | undefined {
  if (frame.length < 3) return undefined;
  const [low, high] = crcB(frame.subarray(0, -2));
  return frame.at(-2) === low && frame.at(-1) === high ? frame.subarray(0, -2) : undefined;
}
