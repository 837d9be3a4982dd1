import { DerCursor } from '../../bytes/der-cursor.ts';
import { readOid } from '../../bytes/der-oid.ts';
import { readDer, TAG, type DerElement } from '../../bytes/der.ts';
import { readBits } from './bits.ts';

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

/** A SubjectPublicKeyInfo. */
export interface X509PublicKey {
  readonly spki: Uint8Array;
  /** bytes of the RSA modulus, which is the length of a signature; absent for another kind of key */
  readonly modulusLength?: number;
}

/** @throws KazasuError `bytes.malformed` (RFC 5280 section 4.1, RFC 3279 section 2.3.1) */
export function readPublicKey(element: DerElement): X509PublicKey {
  const info = new DerCursor(element);
  const algorithm = readOid(new DerCursor(info.take()).take());
  const key = readBits(info.take());
  info.end();
  const spki = element.der;
  return algorithm === RSA_ENCRYPTION ? { spki, modulusLength: modulusLength(key) } : { spki };
}

function modulusLength(rsaPublicKey: Uint8Array): number {
  const numbers = new DerCursor(readDer(rsaPublicKey));
  const modulus = numbers.take(TAG.integer).content;
  numbers.take(TAG.integer);
  numbers.end();
  return modulus[0] === 0 ? modulus.length - 1 : modulus.length;
}
