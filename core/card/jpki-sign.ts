import { SW } from '../apdu/status-word.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { Card } from './card.ts';
import { selectFile } from './select-file.ts';

/** EFs of the private keys (card.md 2.1). */
const KEYS = { authentication: 0x17, signing: 0x1a } as const;
/** RSA-2048 */
const SIGNATURE_LENGTH = 256;
const KEY_NOT_ADDRESSED: readonly number[] = [SW.wrongP1P2, SW.fileNotFound, SW.referenceNotFound];

/**
 * Has the card sign a DigestInfo with PKCS#1 v1.5 padding: `80 2A 00 P2 Lc DigestInfo 00` (card.md 3.4). The PIN must
 * be verified. Where the card takes short EF identifiers the key is named in P2, else it is selected first. When a
 * card answers that it cannot find a key that way (nothing was signed), the key is selected and asked anew.
 * @returns the signature, 256 bytes; the caller checks it with the certificate before using it
 * @throws KazasuError `card.refused` (6982: PIN not verified), `card.malformed` for an answer of another length
 */
export async function signDigestInfo(
  card: Card,
  key: keyof typeof KEYS,
  digestInfo: Uint8Array,
): Promise<Uint8Array> {
  const { shortEf } = card.memory;
  if (shortEf.sign ?? shortEf.read ?? true) {
    const response = await compute(card, 0x80 | KEYS[key], digestInfo);
    if (!KEY_NOT_ADDRESSED.includes(response.sw)) {
      if (response.sw === SW.ok) shortEf.sign = true;
      return signatureOf(response);
    }
    shortEf.sign = false;
  }
  if (!(await selectFile(card, KEYS[key])))
    throw new KazasuError('card.refused', { what: 'SIGN', sw: SW.fileNotFound });
  return signatureOf(await compute(card, 0x80, digestInfo));
}

function compute(card: Card, p2: number, data: Uint8Array): ReturnType<Card['exchange']> {
  return card.exchange({
    cla: 0x80,
    ins: 0x2a,
    p1: 0x00,
    p2,
    data,
    le: 256,
    repeatable: false,
    name: 'SIGN',
  });
}

function signatureOf({ sw, data }: { readonly sw: number; readonly data: Uint8Array }): Uint8Array {
  if (sw !== SW.ok) throw new KazasuError('card.refused', { what: 'SIGN', sw });
  if (data.length !== SIGNATURE_LENGTH) throw new KazasuError('card.malformed', { what: 'SIGN' });
  return data;
}
