import { concat } from '../../bytes/concat.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import type { PrivateKey } from '../rsa/private-key.ts';
import { encode } from '../rsa/scheme.ts';
import { tlv } from '../tlv.ts';

/** Public key as the card's own files write it, 265 bytes: 90 exponent, 91 modulus (card.md 2.3). */
export function publicKeyObject(key: PrivateKey): Uint8Array {
  return concat(tlv(0x90, Uint8Array.of(1, 0, 1)), tlv(0x91, key.modulus));
}

/** A key's name, 16 ASCII characters. The real ones begin with 5 or 6 (card.md 2.3), ours with 9. */
export function keyId(authority: string, serial: string): Uint8Array {
  return toUtf8(`${authority}${serial}`.padEnd(16, '0').slice(0, 16));
}

/** PKCS #1 v1.5 with SHA-256, as the card's issuer signs its files. */
export async function signed(key: PrivateKey, data: Uint8Array): Promise<Uint8Array> {
  return key.apply(await encode(3, data, () => new Uint8Array()));
}

/** A card-verifiable certificate of 568 bytes: 7F21 { 5F4E body, 5F37 signature over the body } (card.md 2.3). */
export async function cardVerifiable(
  issuer: { readonly key: PrivateKey; readonly id: Uint8Array },
  subject: { readonly key: PrivateKey; readonly id: Uint8Array },
): Promise<Uint8Array> {
  const body = concat(issuer.id, subject.id, publicKeyObject(subject.key));
  return tlv(0x7f21, concat(tlv(0x5f4e, body), tlv(0x5f37, await signed(issuer.key, body))));
}
