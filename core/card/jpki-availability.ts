import { toHex } from '../bytes/hex.ts';
import type { Card } from './card.ts';
import { readFile } from './read-file.ts';

/** `unclear`: the card gave a value whose meaning is not public; `raw` has it. */
export type Availability = 'present' | 'unclear';

export interface CertificateAvailability {
  readonly signing: Availability;
  readonly authentication: Availability;
  /** the three bytes in hexadecimal; empty when the card has no such file */
  readonly raw: string;
}

const EF_AVAILABILITY = 0x08;
/** seen for both certificates on a card that held both; no other value is known (card.md 2.1, 6) */
const PRESENT = 0x8f;

/** Reads EF 0008 of the selected JPKI application: byte 0 signing, byte 1 authentication (card.md 2.1). */
export async function readAvailability(card: Card): Promise<CertificateAvailability> {
  const bytes = (await readFile(card, EF_AVAILABILITY, { length: 3, max: 3 })) ?? new Uint8Array();
  const of = (byte: number | undefined): Availability => (byte === PRESENT ? 'present' : 'unclear');
  return { signing: of(bytes[0]), authentication: of(bytes[1]), raw: toHex(bytes) };
}
