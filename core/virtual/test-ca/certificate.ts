import { fromHex } from '../../bytes/hex.ts';
import type { PrivateKey } from '../rsa/private-key.ts';
import { encode } from '../rsa/scheme.ts';
import { bitString, explicit, nothing, objectIdentifier, sequence, time, unsigned } from './der.ts';
import { distinguishedName, type Attribute } from './name.ts';

/** All that is in a certificate besides algorithms. */
export interface CertificateContent {
  readonly serial: Uint8Array;
  readonly issuer: readonly Attribute[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subject: readonly Attribute[];
  readonly subjectKey: PrivateKey;
  readonly extensions: readonly Uint8Array[];
}

/** A version 3 certificate, RSA-2048, sha256WithRSAEncryption, in DER (RFC 5280 4.1). */
export async function certificate(content: CertificateContent, issuerKey: PrivateKey): Promise<Uint8Array> {
  const algorithm = sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing());
  const body = sequence(
    explicit(0, unsigned(Uint8Array.of(2))),
    unsigned(content.serial),
    algorithm,
    distinguishedName(...content.issuer),
    sequence(time(content.notBefore), time(content.notAfter)),
    distinguishedName(...content.subject),
    publicKeyInfo(content.subjectKey),
    explicit(3, sequence(...content.extensions)),
  );
  const signature = issuerKey.apply(await encode(3, body, () => new Uint8Array()));
  return sequence(body, algorithm, bitString(signature));
}

/** RSAPublicKey, the bytes a key identifier is the SHA-1 of (RFC 5280 4.2.1.2 method 1). */
function rsaPublicKey(key: PrivateKey): Uint8Array {
  return sequence(unsigned(key.modulus), unsigned(fromHex('010001')));
}

function publicKeyInfo(key: PrivateKey): Uint8Array {
  return sequence(
    sequence(objectIdentifier('1.2.840.113549.1.1.1'), nothing()),
    bitString(rsaPublicKey(key)),
  );
}

export async function keyIdentifier(key: PrivateKey): Promise<Uint8Array> {
  const bytes = rsaPublicKey(key) as Uint8Array<ArrayBuffer>;
  return new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
}
