import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { encode, octetString, oid, sequence } from '../../../core/bytes/der-encode.ts';
import { TAG } from '../../../core/bytes/der.ts';
import { toUtf8 } from '../../../core/bytes/utf8.ts';
import type { Anchor } from '../../../core/pki/anchors.ts';
import type { CertificatePurpose } from '../../../core/pki/certificate.ts';
import { HOLDER_OID, POLICY } from '../../../core/pki/jpki-profile.ts';
import { readX509 } from '../../../core/pki/x509/certificate.ts';

/** Certificates in the shape of card.md 4, made by @peculiar/x509, so that another writer's bytes are read. */

export const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
};

export const newKey = (modulusLength = 2048): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey({ ...RSA, modulusLength }, true, ['sign', 'verify']);

export interface Authority {
  readonly anchor: Anchor;
  readonly keys: CryptoKeyPair;
  readonly der: Uint8Array;
}

export interface Leaf {
  readonly der: Uint8Array;
  readonly keys: CryptoKeyPair;
  sign(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

export const NOT_BEFORE = new Date('2025-04-01T00:00:00Z');
export const NOT_AFTER = new Date('2030-03-31T14:59:59Z');
export const WITHIN = new Date('2027-01-01T00:00:00Z');

/** KeyUsage with the bits set, in the order of RFC 5280 section 4.2.1.3 */
export function keyUsage(...bits: number[]): x509.Extension {
  const octets = [0, 0];
  for (const bit of bits) octets[bit >> 3]! |= 0x80 >> (bit & 7);
  const used = bits.some((bit) => bit > 7) ? 2 : 1;
  const last = Math.max(...bits) & 7;
  return new x509.Extension(
    '2.5.29.15',
    true,
    encode(TAG.bitString, Uint8Array.of(7 - last, ...octets.slice(0, used))),
  );
}

export const policies = (...oids: string[]): x509.Extension =>
  new x509.Extension('2.5.29.32', true, sequence(...oids.map((dotted) => sequence(oid(dotted)))));

export const basicConstraints = (isAuthority: boolean): x509.Extension =>
  new x509.Extension(
    '2.5.29.19',
    true,
    sequence(...(isAuthority ? [encode(TAG.boolean, Uint8Array.of(0xff))] : [])),
  );

export const subjectKeyId = (id: Uint8Array): x509.Extension =>
  new x509.Extension('2.5.29.14', false, octetString(id));

export const authorityKeyId = (id: Uint8Array): x509.Extension =>
  new x509.Extension('2.5.29.35', false, sequence(encode(0x80, id)));

export const otherName = (dotted: string, value: Uint8Array): Uint8Array =>
  encode(0xa0, oid(dotted), encode(0xa0, value));

export const utf8 = (text: string): Uint8Array => encode(TAG.utf8String, toUtf8(text));

export const altName = (...names: Uint8Array[]): x509.Extension =>
  new x509.Extension('2.5.29.17', false, sequence(...names));

/** the holder's names in the order seen in certificates: .1 .4 .3 .5 .2 .6 (card.md 4.3) */
export const HOLDER_NAMES: readonly Uint8Array[] = [
  otherName(HOLDER_OID.name, utf8('模擬　太郎')),
  otherName(HOLDER_OID.birthDate, utf8('419900102')),
  otherName(HOLDER_OID.sex, utf8('1')),
  otherName(HOLDER_OID.address, utf8('東京都模擬市架空一丁目１番')),
  otherName(HOLDER_OID.nameSubstitutes, utf8('00010')),
  otherName(HOLDER_OID.addressSubstitutes, utf8('0000010000000')),
];

export const CRL_DISTRIBUTION_POINTS = '2.5.29.31';

export interface AuthorityOptions {
  readonly issues?: CertificatePurpose;
  readonly test?: boolean;
  readonly name?: string;
  readonly organisation?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly extensions?: readonly x509.Extension[];
  /** absent: new ones, which take a tenth of a second */
  readonly keys?: CryptoKeyPair;
}

export async function makeAuthority(options: AuthorityOptions = {}): Promise<Authority> {
  const issues = options.issues ?? 'signing';
  const keys = options.keys ?? (await newKey());
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: authorityName(issues, options.organisation),
    notBefore: options.notBefore ?? new Date('2023-07-16T00:00:00Z'),
    notAfter: options.notAfter ?? new Date('2033-07-15T14:59:59Z'),
    signingAlgorithm: RSA,
    keys,
    extensions: [...(options.extensions ?? [keyUsage(5, 6), basicConstraints(true)])],
  });
  const der = new Uint8Array(certificate.rawData);
  const anchor = {
    name: options.name ?? 'root',
    issues,
    test: options.test ?? false,
    certificate: readX509(der),
  };
  return { anchor, keys, der };
}

function authorityName(issues: CertificatePurpose, organisation = 'JPKI'): x509.JsonName {
  const unit = issues === 'signing' ? 'JPKI for digital signature' : 'JPKI for user authentication';
  return [{ C: ['JP'] }, { O: [organisation] }, { OU: [unit] }];
}

export interface LeafOptions {
  readonly purpose?: CertificatePurpose;
  readonly keys?: CryptoKeyPair;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** replaces all extensions */
  readonly extensions?: readonly x509.Extension[];
  readonly more?: readonly x509.Extension[];
  readonly subject?: x509.JsonName;
  readonly hash?: string;
}

export function leafExtensions(purpose: CertificatePurpose): x509.Extension[] {
  if (purpose === 'authentication') return [keyUsage(0), policies(POLICY.authentication)];
  return [keyUsage(0, 1), altName(...HOLDER_NAMES), policies(POLICY.signing)];
}

export async function issueLeaf(authority: Authority, options: LeafOptions = {}): Promise<Leaf> {
  const keys = options.keys ?? (await newKey());
  const signingAlgorithm = { ...RSA, hash: options.hash ?? 'SHA-256' };
  const algorithm = await crypto.subtle.exportKey('pkcs8', authority.keys.privateKey);
  const signingKey = await crypto.subtle.importKey('pkcs8', algorithm, signingAlgorithm, false, ['sign']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '0132C4AB',
    issuer: authorityName(
      authority.anchor.issues,
      authority.anchor.certificate.issuer.text.split(', O=')[1]?.split(',')[0],
    ),
    subject: options.subject ?? [{ C: ['JP'] }, { CN: ['20250401000000000010132210'] }],
    notBefore: options.notBefore ?? NOT_BEFORE,
    notAfter: options.notAfter ?? NOT_AFTER,
    signingAlgorithm,
    signingKey,
    publicKey: keys.publicKey,
    extensions: [
      ...(options.extensions ?? leafExtensions(options.purpose ?? authority.anchor.issues)),
      ...(options.more ?? []),
    ],
  });
  return {
    der: new Uint8Array(certificate.rawData),
    keys,
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign(RSA, keys.privateKey, new Uint8Array(bytes))),
  };
}
