import { concat } from '../../../bytes/concat.ts';

/** Frames of the NFC Port-100 as the reader itself reads and writes them (readers.md 2.2). */
export const ACK = Uint8Array.of(0x00, 0x00, 0xff, 0x00, 0xff, 0x00);
export const ERROR = Uint8Array.of(0x00, 0x00, 0xff, 0xff, 0xff);

const HEAD = [0x00, 0x00, 0xff, 0xff, 0xff];
const OVERHEAD = 10;

/** one byte that makes the sum a multiple of 256 */
const checksum = (bytes: Iterable<number>): number => {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return -sum & 0xff;
};

export function frameOf(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = [data.length & 0xff, data.length >> 8];
  return concat(
    Uint8Array.from([...HEAD, ...length, checksum(length)]),
    data,
    Uint8Array.of(checksum(data), 0x00),
  );
}

export type HostFrame = { readonly data: Uint8Array } | 'ack' | 'incomplete' | { readonly wrong: string };

/** What a host has sent since its last complete frame. */
export function readHostFrame(bytes: Uint8Array): HostFrame {
  if (bytes.length === ACK.length && ACK.every((byte, i) => byte === bytes[i])) return 'ack';
  const wrongAt = HEAD.findIndex((byte, i) => i < bytes.length && bytes[i] !== byte);
  if (wrongAt >= 0) return { wrong: `byte ${wrongAt} of the frame` };
  if (bytes.length < 8) return 'incomplete';
  const length = (bytes[5] ?? 0) | ((bytes[6] ?? 0) << 8);
  if (checksum(bytes.subarray(5, 7)) !== bytes[7]) return { wrong: 'length checksum' };
  if (bytes.length < length + OVERHEAD) return 'incomplete';
  const data = bytes.slice(8, 8 + length);
  if (bytes.length > length + OVERHEAD) return { wrong: 'bytes behind the frame' };
  if (checksum(data) !== bytes[8 + length]) return { wrong: 'data checksum' };
  if (bytes[9 + length] !== 0) return { wrong: 'last byte of the frame' };
  return { data };
}
