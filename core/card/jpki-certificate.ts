import { SW } from '../apdu/status-word.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { Card } from './card.ts';
import { readFile, type ReadOptions } from './read-file.ts';

/** Whose certificate: the holder's two, and the two authorities' (card.md 2.1). */
export type CertificateSlot = 'signing' | 'signingAuthority' | 'authentication' | 'authenticationAuthority';

const FILES = {
  signing: 0x01,
  signingAuthority: 0x02,
  authentication: 0x0a,
  authenticationAuthority: 0x0b,
} as const;
const MAX_CERTIFICATE = 0x2000;

/**
 * Reads a certificate of the selected JPKI application, DER, without the filler behind it (card.md 3.2). The signing
 * certificate is kept behind its password and is not remembered; the others are free and read once a connection.
 * @returns undefined when the card holds none
 * @throws KazasuError `card.refused` with sw 6982 when a PIN is wanted first
 */
export async function readCertificate(
  card: Card,
  slot: CertificateSlot,
  options: Pick<ReadOptions, 'onProgress' | 'probeExtended'> = {},
): Promise<Uint8Array | undefined> {
  const known = card.memory.certificates.get(slot);
  if (known) return known;
  const der = await readFile(card, FILES[slot], { ...options, length: 'first-object', max: MAX_CERTIFICATE });
  if (der && der[0] !== 0x30) throw new KazasuError('card.malformed', { what: 'certificate', sw: SW.ok });
  if (der && slot !== 'signing') card.memory.certificates.set(slot, der);
  return der;
}

/** The first piece of a certificate, at most 256 bytes: enough to tell one card from another, in one command. */
export function readCertificateHead(card: Card, slot: 'authentication'): Promise<Uint8Array | undefined> {
  return readFile(card, FILES[slot], { length: 256, max: 256 });
}
