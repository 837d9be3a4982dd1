import { concat } from '../../bytes/concat.ts';
import type { Atqb } from './atqb.ts';
import type { BitRate } from './radio.ts';

/** Longest frame we take: 256 bytes, PCB and CRC included. */
export const FSD = 256;
const FSDI = 8;
const RATE_CODES: Readonly<Record<BitRate, number>> = { 106: 0, 212: 1, 424: 2 };

/** ATTRIB selects the card and sets the bit rate from the next frame on; CID 0, which is never sent (readers.md 5.2). */
export function attrib(atqb: Atqb, rate: BitRate): Uint8Array {
  const code = RATE_CODES[rate];
  const speed = (code << 6) | (code << 4) | FSDI;
  return concat(Uint8Array.of(0x1d), atqb.pupi, Uint8Array.of(0, speed, atqb.protocol, 0));
}

/**
 * Longest command a chain may carry, in bytes, by the answer to ATTRIB: 2^(MBLI-1) full frames, without limit for
 * MBLI 0 (ISO 14443-3 7.10.7).
 * @returns undefined for bytes that are no answer to our ATTRIB
 */
export function chainLimit(answer: Uint8Array, fsc: number): number | undefined {
  const [first] = answer;
  if (first === undefined || (first & 0x0f) !== 0) return undefined;
  const mbli = first >> 4;
  return mbli === 0 ? Infinity : 2 ** (mbli - 1) * (fsc - 3);
}
