import { SW } from '../apdu/status-word.ts';
import { toHex } from '../bytes/hex.ts';
import { sha256 } from '../bytes/sha256.ts';
import { readTlv } from '../bytes/tlv.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { ResponseApdu } from '../apdu/response.ts';
import type { Card } from './card.ts';
import { selectFile } from './select-file.ts';

/** What the common application says of the card itself (card.md 2.5). The card's serial stays inside as a digest. */
export interface CardRecord {
  /** `YYYYMMDD` the card expires */
  readonly expiry: string;
  /** SHA-256 of the record, hexadecimal: tells one card from another */
  readonly digest: string;
}

const TAG_RECORD = 0x01;
/** serial 15, municipality code 5, expiry 8, all digits */
const RECORD = /^[0-9]{15}[0-9]{5}([0-9]{8})$/;

/**
 * Reads record 1 of the selected common application: `00 B2 01 0C 00` (card.md 2.5).
 * @returns undefined when the card has no such record
 */
export async function readCardRecord(card: Card): Promise<CardRecord | undefined> {
  const { sw, data } = await readFirstRecord(card);
  if (sw === SW.fileNotFound || sw === SW.recordNotFound) return undefined;
  if (sw !== SW.ok && sw !== SW.endOfFile) throw new KazasuError('card.refused', { what: 'READ RECORD', sw });
  return { expiry: parseCardRecord(data), digest: toHex(await sha256(data)) };
}

const EF_RECORD = 0x01;

/** By short EF identifier in P2, or with the file selected where the card does not take that (card.md 2.5). */
async function readFirstRecord(card: Card): Promise<ResponseApdu> {
  const read = (p2: number): Promise<ResponseApdu> =>
    card.exchange({ cla: 0x00, ins: 0xb2, p1: 0x01, p2, le: 256, repeatable: true, name: 'READ RECORD' });
  if (card.memory.shortEf.read !== false) {
    const response = await read((EF_RECORD << 3) | 0x04);
    if (response.sw !== SW.wrongP1P2) return response;
  }
  return (await selectFile(card, EF_RECORD)) ? read(0x04) : { sw: SW.fileNotFound, data: new Uint8Array() };
}

/** @returns `YYYYMMDD` @throws KazasuError `card.malformed` */
export function parseCardRecord(record: Uint8Array): string {
  try {
    const { tag, value } = readTlv(record);
    const expiry = RECORD.exec(String.fromCharCode(...value.subarray(0, 64)))?.[1];
    if (tag === TAG_RECORD && expiry !== undefined) return expiry;
  } catch (cause) {
    throw new KazasuError('card.malformed', { what: 'card record' }, { cause });
  }
  throw new KazasuError('card.malformed', { what: 'card record' });
}
