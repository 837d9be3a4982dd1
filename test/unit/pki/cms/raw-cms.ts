import { concat } from '../../../../core/bytes/concat.ts';
import {
  algorithm,
  encode,
  octetString,
  oid,
  sequence,
  setOf,
  smallInteger,
} from '../../../../core/bytes/der-encode.ts';
import { TAG } from '../../../../core/bytes/der.ts';
import { fromHex } from '../../../../core/bytes/hex.ts';
import { sha256 } from '../../../../core/bytes/sha256.ts';
import { toUtf8 } from '../../../../core/bytes/utf8.ts';
import { OID } from '../../../../core/pki/cms/oid.ts';
import { readX509 } from '../../../../core/pki/x509/certificate.ts';
import type { Leaf } from '../hierarchy.ts';

/** CMS put together part by part and properly signed over whatever its attributes are, so that one part can be wrong. */

export const FILE = toUtf8('よく読んでから署名します。\n');
export const SHA256 = algorithm(OID.sha256, 'absent');
const RSA_KEY = algorithm(OID.rsaEncryption, 'null');

export const attribute = (type: string, ...values: Uint8Array[]): Uint8Array =>
  sequence(oid(type), setOf(...values));
export const utcTime = (text: string): Uint8Array => encode(TAG.utcTime, toUtf8(text));

export interface Attributes {
  readonly contentType: Uint8Array;
  readonly messageDigest: Uint8Array;
  readonly signingTime: Uint8Array;
  readonly signingCertificate: Uint8Array;
}

export async function usualAttributes(leaf: Leaf, file = FILE): Promise<Attributes> {
  const certificateId = sequence(octetString(await sha256(leaf.der)));
  return {
    contentType: attribute(OID.contentType, oid(OID.data)),
    messageDigest: attribute(OID.messageDigest, octetString(await sha256(file))),
    signingTime: attribute(OID.signingTime, utcTime('270101000000Z')),
    signingCertificate: attribute(OID.signingCertificateV2, sequence(sequence(certificateId))),
  };
}

export interface RawParts {
  readonly infoType?: string;
  readonly version?: Uint8Array;
  readonly digestAlgorithms?: Uint8Array;
  readonly contentType?: string;
  /** what stands in the [0] of the encapsulated content */
  readonly content?: Uint8Array;
  readonly encapsulated?: Uint8Array;
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: Uint8Array;
  readonly signers?: readonly Uint8Array[];
  readonly rest?: Uint8Array;
}

export interface RawSigner {
  readonly version?: Uint8Array;
  readonly id?: Uint8Array;
  readonly digestAlgorithm?: Uint8Array;
  /** in the order given; none: no signed attributes at all */
  readonly attributes?: readonly Uint8Array[];
  readonly signatureAlgorithm?: Uint8Array;
  readonly signature?: Uint8Array;
  readonly unsigned?: readonly Uint8Array[];
  readonly rest?: Uint8Array;
}

export function issuerAndSerial(leaf: Leaf): Uint8Array {
  const { issuer, serialNumber } = readX509(leaf.der);
  return sequence(issuer.der, serialNumber.der);
}

/** a SignerInfo; attributes left out are the usual ones in DER order */
export async function rawSigner(leaf: Leaf, parts: RawSigner = {}): Promise<Uint8Array> {
  const usual = Object.values(await usualAttributes(leaf)) as Uint8Array[];
  const attributes = parts.attributes ?? sortedSet(usual);
  const content = concat(...attributes);
  const signed = attributes.length === 0 ? FILE : encode(TAG.set, content);
  return sequence(
    parts.version ?? smallInteger(1),
    parts.id ?? issuerAndSerial(leaf),
    parts.digestAlgorithm ?? SHA256,
    attributes.length === 0 ? new Uint8Array() : encode(0xa0, content),
    parts.signatureAlgorithm ?? RSA_KEY,
    parts.signature ?? octetString(await leaf.sign(signed)),
    parts.unsigned ? encode(0xa1, ...parts.unsigned) : new Uint8Array(),
    parts.rest ?? new Uint8Array(),
  );
}

export function sortedSet(parts: readonly Uint8Array[]): Uint8Array[] {
  return parts.toSorted((a, b) => Buffer.compare(a, b));
}

export async function rawCms(leaf: Leaf, parts: RawParts = {}, signer: RawSigner = {}): Promise<Uint8Array> {
  const signers = parts.signers ?? [await rawSigner(leaf, signer)];
  const encapsulated =
    parts.encapsulated ??
    sequence(oid(parts.contentType ?? OID.data), ...(parts.content ? [encode(0xa0, parts.content)] : []));
  const certificates = parts.certificates ?? [leaf.der];
  return sequence(
    oid(parts.infoType ?? OID.signedData),
    encode(
      0xa0,
      sequence(
        parts.version ?? smallInteger(1),
        parts.digestAlgorithms ?? setOf(SHA256),
        encapsulated,
        certificates.length === 0 ? new Uint8Array() : encode(0xa0, ...certificates),
        parts.crls ?? new Uint8Array(),
        setOf(...signers),
        parts.rest ?? new Uint8Array(),
      ),
    ),
  );
}

export const NULL = fromHex('0500');
