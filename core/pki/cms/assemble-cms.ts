import {
  algorithm,
  encode,
  octetString,
  oid,
  sequence,
  setOf,
  smallInteger,
} from '../../bytes/der-encode.ts';
import { readCertificate } from '../read-certificate.ts';
import { OID } from './oid.ts';

export interface SignedParts {
  /** what signed-attributes.ts gave out */
  readonly attributes: Uint8Array;
  /** PKCS#1 v1.5 with SHA-256 over `attributes`, by the key of the certificate */
  readonly signature: Uint8Array;
  /** DER of the signer's certificate, which is embedded */
  readonly certificate: Uint8Array;
  /** given: the content goes inside (`.p7m`); absent: it stays outside (`.p7s`) */
  readonly content?: Uint8Array;
}

const VERSION = smallInteger(1);
/** Parameters are left out for SHA-2 and NULL for RSA (RFC 5754 sections 2 and 3.2). */
const SHA256 = algorithm(OID.sha256, 'absent');
/** The key's algorithm, as OpenSSL writes it and RFC 3370 section 3.2 wants it understood by all. */
const RSA = algorithm(OID.rsaEncryption, 'null');

/**
 * The DER of a CMS with one signer (RFC 5652 section 5), identified by issuer and serial number.
 * @throws KazasuError `certificate.malformed`, `certificate.too-large`
 */
export function assembleCms(parts: SignedParts): Uint8Array<ArrayBuffer> {
  const { issuer, serialNumber } = readCertificate(parts.certificate);
  const content = parts.content === undefined ? [] : [encode(0xa0, octetString(parts.content))];
  const signer = sequence(
    VERSION,
    sequence(issuer.der, serialNumber.der),
    SHA256,
    asSignedAttributes(parts.attributes),
    RSA,
    octetString(parts.signature),
  );
  const signedData = sequence(
    VERSION,
    setOf(SHA256),
    sequence(oid(OID.data), ...content),
    encode(0xa0, parts.certificate),
    setOf(signer),
  );
  return sequence(oid(OID.signedData), encode(0xa0, signedData));
}

/** Hashed as SET OF, carried as [0] IMPLICIT (RFC 5652 section 5.4): the same bytes but for the first. */
function asSignedAttributes(set: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(set);
  copy[0] = 0xa0;
  return copy;
}
