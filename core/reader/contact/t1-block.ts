import { concat } from '../../bytes/concat.ts';

/** Check bytes at the end of a block: their length and how they are computed. */
export interface Edc {
  readonly length: number;
  readonly of: (bytes: Uint8Array) => Uint8Array;
}

export const LRC: Edc = {
  length: 1,
  of: (bytes) => Uint8Array.of(bytes.reduce((sum, byte) => sum ^ byte, 0)),
};

/**
 * Two readings of ISO/IEC 7816-3 are in the field, and no My Number Card that asks for a CRC is known to settle it: the
 * remainder as it is with the high byte first (libccid), or its complement with the low byte first (the CRC of ISO/IEC
 * 13239 as ISO/IEC 14443-3 type B has it). The first S(IFS) finds out which one the card speaks.
 */
export const CRCS: readonly Edc[] = [
  { length: 2, of: (bytes) => word(remainder(bytes), 'high first') },
  { length: 2, of: (bytes) => word(~remainder(bytes), 'low first') },
];

function remainder(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >> 1 : (crc >> 1) ^ 0x8408;
  }
  return crc;
}

function word(value: number, order: 'high first' | 'low first'): Uint8Array {
  const [high, low] = [(value >> 8) & 0xff, value & 0xff];
  return order === 'high first' ? Uint8Array.of(high, low) : Uint8Array.of(low, high);
}

export const S = { RESYNC: 0, IFS: 1, ABORT: 2, WTX: 3 } as const;

/** A block of T=1 (ISO/IEC 7816-3 11.3; readers.md 4.2), without node address and check bytes. */
export type T1Block =
  | { readonly kind: 'I'; readonly number: number; readonly chained: boolean; readonly inf: Uint8Array }
  /** error 0 none, 1 check bytes or parity, 2 other */
  | { readonly kind: 'R'; readonly number: number; readonly error: number }
  | { readonly kind: 'S'; readonly request: boolean; readonly what: number; readonly inf: Uint8Array };

const NAD = 0x00;
const MAX_INF = 254;

export function iBlock(number: number, inf: Uint8Array, chained: boolean, edc: Edc): Uint8Array<ArrayBuffer> {
  return block((number << 6) | (chained ? 0x20 : 0), inf, edc);
}

export function rBlock(number: number, error: 0 | 1 | 2, edc: Edc): Uint8Array<ArrayBuffer> {
  return block(0x80 | (number << 4) | error, new Uint8Array(), edc);
}

export function sBlock(what: number, request: boolean, inf: Uint8Array, edc: Edc): Uint8Array<ArrayBuffer> {
  return block(0xc0 | (request ? 0 : 0x20) | what, inf, edc);
}

function block(pcb: number, inf: Uint8Array, edc: Edc): Uint8Array<ArrayBuffer> {
  const body = concat(Uint8Array.of(NAD, pcb, inf.length), inf);
  return concat(body, edc.of(body));
}

/** `check`: the check bytes are wrong; `form`: they are right, but it is no block a card may send */
export function parseT1(bytes: Uint8Array, edc: Edc): T1Block | 'check' | 'form' {
  const [nad, pcb = 0, length = 0] = bytes;
  const end = 3 + length;
  if (bytes.length < end + edc.length) return 'check';
  const check = edc.of(bytes.subarray(0, end));
  if (!check.every((byte, i) => byte === bytes[end + i])) return 'check';
  // some readers hand over more than the block: what lies behind it is not the card's
  if (nad !== NAD || length > MAX_INF) return 'form';
  const inf = bytes.slice(3, end);
  if ((pcb & 0x80) === 0) {
    if ((pcb & 0x1f) !== 0) return 'form';
    return { kind: 'I', number: (pcb >> 6) & 1, chained: (pcb & 0x20) !== 0, inf };
  }
  if ((pcb & 0x40) === 0) {
    if ((pcb & 0x2c) !== 0 || (pcb & 0x03) === 3 || length !== 0) return 'form';
    return { kind: 'R', number: (pcb >> 4) & 1, error: pcb & 0x03 };
  }
  const what = pcb & 0x1f;
  const fits = what === S.RESYNC || what === S.ABORT ? length === 0 : length === 1;
  if (what > S.WTX || !fits) return 'form';
  return { kind: 'S', request: (pcb & 0x20) === 0, what, inf };
}
