import { KazasuError } from '../error/kazasu-error.ts';

/** A response APDU: data and status word. */
export interface ResponseApdu {
  readonly data: Uint8Array;
  /** status word, 0..0xFFFF */
  readonly sw: number;
}

/** Longest answer of an extended APDU: 65,536 bytes and the status word. */
const MAX_RESPONSE = 65538;

/** @throws KazasuError `card.malformed` for less than two bytes, more than an APDU holds, or a word no card may answer */
export function parseResponse(bytes: Uint8Array): ResponseApdu {
  const sw1 = bytes.at(-2);
  const sw2 = bytes.at(-1);
  if (sw1 === undefined || sw2 === undefined || bytes.length > MAX_RESPONSE) {
    throw new KazasuError('card.malformed', { what: 'response', sent: 'yes' });
  }
  // SW1 is 61..6F or 90..9F (ISO 7816-4 5.1.3); 60 is a T=0 procedure byte, not an answer.
  if ((sw1 & 0xf0) !== 0x90 && ((sw1 & 0xf0) !== 0x60 || sw1 === 0x60)) {
    throw new KazasuError('card.malformed', { what: 'status word', sw: (sw1 << 8) | sw2, sent: 'yes' });
  }
  return { data: bytes.slice(0, -2), sw: (sw1 << 8) | sw2 };
}
