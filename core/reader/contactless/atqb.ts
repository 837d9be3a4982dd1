import type { BitRate } from './radio.ts';

/** What a type B card says of itself when woken (readers.md 5.2). */
export interface Atqb {
  /** pseudo-unique identifier, 4 bytes, random on this card: good for one activation only */
  readonly pupi: Uint8Array;
  /** kbit/s it takes in both directions besides 106 */
  readonly rates: readonly BitRate[];
  /** longest frame it takes, PCB and CRC included, in bytes */
  readonly fsc: number;
  readonly fwi: number;
  /** speaks ISO 14443-4; anything else is no card of ours */
  readonly isoDep: boolean;
  /** low three bits of protocol info 2: what ATTRIB repeats */
  readonly protocol: number;
}

/** ISO 14443-3 7.9.4.4; codes 9 to 12 promise more than 256 bytes, which no front end here sends */
const FRAME_SIZES = [16, 24, 32, 40, 48, 64, 96, 128, 256];

/** @returns undefined for bytes that are no ATQB. 12 bytes, or 13 with the extended form's SFGI, which is not needed. */
export function parseAtqb(frame: Uint8Array): Atqb | undefined {
  const [rates, sizeAndProtocol, waiting] = frame.subarray(9, 12);
  if (frame[0] !== 0x50 || rates === undefined || sizeAndProtocol === undefined || waiting === undefined) {
    return undefined;
  }
  return {
    pupi: frame.slice(1, 5),
    rates: commonRates(rates),
    fsc: FRAME_SIZES[sizeAndProtocol >> 4] ?? 256,
    fwi: waiting >> 4,
    // b4 set is reserved: a reader shall not go on with such a card
    isoDep: (sizeAndProtocol & 0x09) === 0x01,
    protocol: sizeAndProtocol & 0x07,
  };
}

/** Bits 7-5 are card to reader, 3-1 reader to card; b4 set is reserved and means 106 only. */
function commonRates(byte: number): readonly BitRate[] {
  if ((byte & 0x08) !== 0) return [];
  const both = (byte >> 4) & byte;
  return ([212, 424] as const).filter((_, i) => (both & (1 << i)) !== 0);
}
