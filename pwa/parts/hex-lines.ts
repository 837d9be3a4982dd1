import { toHex } from '../../core/bytes/hex.ts';

/** Offset and up to `width` bytes a line, as a hex dump is usually written. */
export function hexLines(bytes: Uint8Array, width = 8): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += width) {
    const row = Array.from(bytes.subarray(at, at + width), (byte) => toHex(Uint8Array.of(byte)));
    lines.push(`${at.toString(16).toUpperCase().padStart(4, '0')}  ${row.join(' ')}`);
  }
  return lines.join('\n');
}
