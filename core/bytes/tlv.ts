import { KazasuError } from '../error/kazasu-error.ts';

/** One BER-TLV data object (ISO 7816-4 5.2.2). */
export interface Tlv {
  /** tag bytes read as one big-endian number: 0x30, 0xDF21, … */
  readonly tag: number;
  readonly value: Uint8Array;
  /** where the object begins, where its value begins and where the next object begins, from the start of the input */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** Tag and length of a data object, when all its header bytes are there; the value may be cut off. */
export interface TlvHeader {
  readonly tag: number;
  /** bytes of tag and length */
  readonly headerLength: number;
  /** bytes of the value as announced */
  readonly length: number;
}

const MAX_TAG_BYTES = 3;
/** 80 (indefinite) has no place on a card; 84 and more would announce over 16 MB. */
const MAX_LENGTH_BYTES = 3;

/**
 * Reads tag and length at `offset`. Lengths need not be minimal: the card writes `82 00 9F` (card.md 0, fact 9).
 * @throws KazasuError `bytes.malformed` when the header is cut off or of a form the card never uses
 */
export function readTlvHeader(bytes: Uint8Array, offset = 0): TlvHeader {
  const fail = (): never => {
    throw new KazasuError('bytes.malformed', { what: 'tlv', offset });
  };
  let at = offset;
  const next = (): number => bytes[at++] ?? fail();

  let tag = next();
  if ((tag & 0x1f) === 0x1f) {
    let byte: number;
    do {
      if (at - offset >= MAX_TAG_BYTES) fail();
      byte = next();
      tag = tag * 0x100 + byte;
    } while ((byte & 0x80) !== 0);
  }
  let length = next();
  if (length >= 0x80) {
    const count = length & 0x7f;
    if (count === 0 || count > MAX_LENGTH_BYTES) fail();
    length = 0;
    for (let i = 0; i < count; i++) length = length * 0x100 + next();
  }
  return { tag, headerLength: at - offset, length };
}

/**
 * Reads the data object at `offset`.
 * @throws KazasuError `bytes.malformed` when it is cut off or malformed
 */
export function readTlv(bytes: Uint8Array, offset = 0): Tlv {
  const { tag, headerLength, length } = readTlvHeader(bytes, offset);
  const valueStart = offset + headerLength;
  const end = valueStart + length;
  if (end > bytes.length) throw new KazasuError('bytes.malformed', { what: 'tlv', offset });
  return { tag, value: bytes.subarray(valueStart, end), start: offset, valueStart, end };
}

/**
 * All data objects in a row, up to the end or to filler: 00, or FF that begins no tag (FF 20 does, FF FF does not).
 * @throws KazasuError `bytes.malformed` when one of them is cut off or malformed
 */
export function readTlvs(bytes: Uint8Array): Tlv[] {
  const found: Tlv[] = [];
  for (let at = 0; at < bytes.length && !isFiller(bytes, at);) {
    const tlv = readTlv(bytes, at);
    found.push(tlv);
    at = tlv.end;
  }
  return found;
}

function isFiller(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x00 || (bytes[at] === 0xff && (bytes[at + 1] ?? 0xff) === 0xff);
}
