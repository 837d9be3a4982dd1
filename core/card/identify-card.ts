import { toHex } from '../bytes/hex.ts';
import { sha256 } from '../bytes/sha256.ts';
import type { Card } from './card.ts';
import { readCardRecord } from './card-record.ts';
import { readCertificateHead } from './jpki-certificate.ts';
import { selectApplication } from './select-application.ts';

/** Opaque: equal for the same card, different for another; shown to nobody and sent to nobody (services.md 1.5, R6). */
export type CardIdentity = string;

/** The identity behind an authentication certificate: its first 256 bytes hold issuer, serial number and dates. */
export async function identityOf(certificate: Uint8Array): Promise<CardIdentity> {
  return `certificate:${toHex(await sha256(certificate.subarray(0, 256)))}`;
}

/**
 * Which card is this? By its authentication certificate, or for a card without one by the record of the common
 * application. Nothing is sent when this connection knows already.
 * @returns undefined when neither is there
 */
export async function identifyCard(card: Card): Promise<CardIdentity | undefined> {
  card.memory.identity ??= (await byCertificate(card)) ?? (await byRecord(card));
  return card.memory.identity;
}

async function byCertificate(card: Card): Promise<CardIdentity | undefined> {
  const known = card.memory.certificates.get('authentication');
  if (known) return identityOf(known);
  if (card.memory.selected !== 'jpki' && !(await selectApplication(card, 'jpki'))) return undefined;
  const head = await readCertificateHead(card, 'authentication');
  return head?.[0] === 0x30 ? identityOf(head) : undefined;
}

async function byRecord(card: Card): Promise<CardIdentity | undefined> {
  if (!(await selectApplication(card, 'common'))) return undefined;
  const record = await readCardRecord(card);
  return record && `record:${record.digest}`;
}
