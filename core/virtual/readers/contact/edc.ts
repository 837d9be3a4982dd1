import { concat } from '../../../bytes/concat.ts';
import { crcB } from '../air/crc-b.ts';

/**
 * Check bytes of T=1: `lrc`, or a CRC in one of the two readings of ISO/IEC 7816-3 that are about: the remainder itself
 * with its high byte first (`crc-plain`), or its complement with the low byte first (`crc-complement`).
 */
export type EdcName = 'lrc' | 'crc-plain' | 'crc-complement';

export function edcOf(name: EdcName, bytes: Uint8Array): Uint8Array {
  if (name === 'lrc') return Uint8Array.of(bytes.reduce((sum, byte) => sum ^ byte, 0));
  const [low = 0, high = 0] = crcB(bytes);
  return name === 'crc-complement' ? Uint8Array.of(low, high) : Uint8Array.of(high ^ 0xff, low ^ 0xff);
}

/** A whole block: node address 00, control byte, length, content, check bytes. */
export function t1Block(pcb: number, inf: Uint8Array, edc: EdcName): Uint8Array {
  const body = concat(Uint8Array.of(0, pcb, inf.length), inf);
  return concat(body, edcOf(edc, body));
}
