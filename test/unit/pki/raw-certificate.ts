import { algorithm, encode, octetString, oid, sequence, setOf } from '../../../core/bytes/der-encode.ts';
import { TAG } from '../../../core/bytes/der.ts';
import { fromHex } from '../../../core/bytes/hex.ts';
import { toUtf8 } from '../../../core/bytes/utf8.ts';

/** Certificates put together part by part, so that each part can be wrong; the signature is nonsense. */

export const bitString = (content: Uint8Array): Uint8Array =>
  encode(TAG.bitString, Uint8Array.of(0), content);
export const time = (text: string): Uint8Array =>
  encode(text.length === 13 ? TAG.utcTime : TAG.generalizedTime, toUtf8(text));
export const attribute = (type: string, tag: number, text: string): Uint8Array =>
  setOf(sequence(oid(type), encode(tag, toUtf8(text))));
export const extension = (dotted: string, value: Uint8Array, critical?: number): Uint8Array =>
  sequence(
    oid(dotted),
    ...(critical === undefined ? [] : [encode(TAG.boolean, Uint8Array.of(critical))]),
    octetString(value),
  );

const SHA256_WITH_RSA = algorithm('1.2.840.113549.1.1.11', 'null');
const MODULUS = encode(TAG.integer, Uint8Array.of(0), new Uint8Array(256).fill(0xab));
const EXPONENT = encode(TAG.integer, fromHex('010001'));
export const RSA_ALGORITHM = algorithm('1.2.840.113549.1.1.1', 'null');
export const rsaKey = (...numbers: Uint8Array[]): Uint8Array =>
  sequence(RSA_ALGORITHM, bitString(sequence(...numbers)));

const PARTS = {
  version: encode(0xa0, fromHex('020102')),
  serialNumber: fromHex('02020132'),
  innerAlgorithm: SHA256_WITH_RSA,
  issuer: sequence(attribute('2.5.4.6', TAG.printableString, 'JP')),
  validity: sequence(time('250401000000Z'), time('300331145959Z')),
  subject: sequence(attribute('2.5.4.3', TAG.utf8String, 'somebody')),
  publicKey: rsaKey(MODULUS, EXPONENT),
  extensions: encode(0xa3, sequence(extension('2.5.29.31', fromHex('3000')))),
  tbsRest: new Uint8Array(),
  outerAlgorithm: SHA256_WITH_RSA,
  signature: bitString(new Uint8Array(256)),
  rest: new Uint8Array(),
};

export type Parts = typeof PARTS;

export function rawCertificate(parts: Partial<Record<keyof Parts, Uint8Array>> = {}): Uint8Array {
  const all = { ...PARTS, ...parts };
  const { version, serialNumber, innerAlgorithm, issuer, validity, subject, publicKey, extensions } = all;
  const tbs = [version, serialNumber, innerAlgorithm, issuer, validity, subject, publicKey, extensions];
  return sequence(sequence(...tbs, all.tbsRest), all.outerAlgorithm, all.signature, all.rest);
}

export const withExtensions = (...extensions: Uint8Array[]): Uint8Array =>
  rawCertificate({ extensions: encode(0xa3, sequence(...extensions)) });
