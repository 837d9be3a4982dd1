import { toHex } from '../bytes/hex.ts';
import { sha256Hex } from '../bytes/sha256.ts';
import type { JpkiCertificate } from './certificate.ts';
import { readHolder } from './holder.ts';
import { purposeOf } from './jpki-profile.ts';
import { readCertificate } from './read-certificate.ts';

/**
 * Reads a certificate by the JPKI profile. Nothing is verified here: see verify-signature.ts.
 * @param der the certificate and nothing after it: the filler of a card's file is the caller's to cut
 * @throws KazasuError `certificate.malformed`, `certificate.too-large` (above 8192 bytes); no other
 */
export async function parseCertificate(der: Uint8Array): Promise<JpkiCertificate> {
  // a copy, since the result holds views that must not change when the caller reuses its buffer
  const { extensions, issuer, subject, publicKey, ...certificate } = readCertificate(new Uint8Array(der));
  const { holder, unknown } = readHolder(extensions.otherNames);
  return {
    der: certificate.der,
    sha256: await sha256Hex(certificate.der),
    serialNumber: toHex(certificate.serialNumber.content),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    issuer: issuer.text,
    subject: subject.text,
    ...(subject.commonName !== undefined && { subjectCommonName: subject.commonName }),
    purpose: purposeOf(extensions.policies, extensions.keyUsage, extensions.isAuthority),
    policies: extensions.policies,
    keyUsage: extensions.keyUsage,
    publicKeySpki: publicKey.spki,
    ...(publicKey.modulusLength !== undefined && { modulusLength: publicKey.modulusLength }),
    ...(holder && { holder }),
    unknownOtherNames: unknown,
    unknownExtensions: extensions.others,
  };
}
