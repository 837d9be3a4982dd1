import { concat } from '../../bytes/concat.ts';
import { DerCursor } from '../../bytes/der-cursor.ts';
import { encode, sequence } from '../../bytes/der-encode.ts';
import { readOid } from '../../bytes/der-oid.ts';
import { TAG, type DerElement } from '../../bytes/der.ts';
import { equal } from '../../bytes/equal.ts';
import { sha256 } from '../../bytes/sha256.ts';
import { attempt } from '../../error/attempt.ts';
import type { X509Certificate } from '../x509/certificate.ts';
import { OID } from './oid.ts';
import type { SigningCertificateOutcome } from './report.ts';

/** ESSCertIDv2 (RFC 5035 section 4). */
interface CertificateId {
  readonly hashAlgorithm: string;
  readonly hash: Uint8Array;
  /** content of IssuerSerial: GeneralNames and serial number */
  readonly issuerSerial: Uint8Array | undefined;
}

/** Whether a signingCertificateV2 names this certificate, by hash and, where stated, by issuer and serial number. */
export async function checkSigningCertificate(
  value: DerElement | undefined,
  certificate: X509Certificate,
): Promise<SigningCertificateOutcome> {
  if (value === undefined) return 'absent';
  const id = attempt(() => readFirstId(value));
  if (id?.hashAlgorithm !== OID.sha256) return 'unreadable';
  const isSameSerial = id.issuerSerial === undefined || equal(id.issuerSerial, issuerSerial(certificate));
  return isSameSerial && equal(id.hash, await sha256(certificate.der)) ? 'ok' : 'other';
}

/** The first id is the signer's; others may name its issuers. */
function readFirstId(value: DerElement): CertificateId {
  const attribute = new DerCursor(value);
  const cursor = new DerCursor(new DerCursor(attribute.take()).take());
  attribute.optional(TAG.sequence);
  attribute.end();
  const algorithm = cursor.optional(TAG.sequence);
  const hash = cursor.take(TAG.octetString).content;
  const issuer = cursor.optional(TAG.sequence);
  cursor.end();
  return {
    hashAlgorithm: algorithm === undefined ? OID.sha256 : readOid(new DerCursor(algorithm).take()),
    hash,
    issuerSerial: issuer?.content,
  };
}

/** GeneralNames with one directoryName, [4], and the serial number. */
function issuerSerial({ issuer, serialNumber }: X509Certificate): Uint8Array {
  return concat(sequence(encode(0xa4, issuer.der)), serialNumber.der);
}
