import { fromHex } from '../../bytes/hex.ts';
import type { PrivateKey } from '../rsa/private-key.ts';
import { authority, type Generation, type Use } from './authority.ts';
import { certificate, keyIdentifier } from './certificate.ts';
import {
  basicConstraintsCa,
  crlDistributionPoints,
  keyUsage,
  subjectDirectoryName,
  subjectKeyIdentifier,
} from './extensions.ts';

/** Self-signed certificate of one of our authorities; extensions in the order of the real ones (card.md 4.1). */
export async function rootCertificate(
  use: Use,
  generation: Generation,
  key: PrivateKey,
): Promise<Uint8Array> {
  const { name, alternativeName, serial, notBefore, notAfter } = authority(use, generation);
  const extensions = [
    keyUsage('keyCertSign', 'cRLSign'),
    subjectDirectoryName(alternativeName),
    basicConstraintsCa(),
    crlDistributionPoints(name),
    subjectKeyIdentifier(await keyIdentifier(key)),
  ];
  const content = {
    serial: fromHex(serial),
    issuer: name,
    notBefore,
    notAfter,
    subject: name,
    subjectKey: key,
    extensions,
  };
  return certificate(content, key);
}
