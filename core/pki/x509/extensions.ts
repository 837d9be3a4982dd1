import { DerCursor } from '../../bytes/der-cursor.ts';
import { readOid } from '../../bytes/der-oid.ts';
import { malformed, readDer, TAG, type DerElement } from '../../bytes/der.ts';
import type { OtherExtension, OtherName } from '../certificate.ts';
import { readOtherNames } from './other-names.ts';

/** The extensions this house reads (RFC 5280 section 4.2.1), and the rest as they are. */
export interface Extensions {
  readonly isAuthority: boolean;
  readonly keyUsage: readonly string[];
  readonly policies: readonly string[];
  /** otherNames of the subjectAltName; names of other kinds are passed over */
  readonly otherNames: readonly OtherName[];
  readonly subjectKeyId?: Uint8Array;
  readonly authorityKeyId?: Uint8Array;
  readonly others: readonly OtherExtension[];
}

const OID = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  altName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  policies: '2.5.29.32',
  authorityKeyId: '2.5.29.35',
} as const;

/** bits 0.. of KeyUsage, RFC 5280 section 4.2.1.3 */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

/** @throws KazasuError `bytes.malformed` for an extension read here that is not as the RFC says, or comes twice */
export function readExtensions(list: DerElement): Extensions {
  const all = list.children.map(readExtension);
  const byOid = new Map(all.map((extension) => [extension.oid, readKnown(extension)]));
  if (byOid.size !== all.length) throw malformed();
  const known = (oid: string): DerElement | undefined => byOid.get(oid);

  const keyUsage = known(OID.keyUsage);
  const constraints = known(OID.basicConstraints);
  const policies = known(OID.policies);
  const altName = known(OID.altName);
  const subjectKey = known(OID.subjectKeyId);
  const authorityKey = known(OID.authorityKeyId);
  const authorityKeyId = authorityKey && new DerCursor(authorityKey).optional(0x80)?.content;
  return {
    isAuthority: constraints !== undefined && isAuthority(constraints),
    keyUsage: keyUsage === undefined ? [] : readKeyUsage(keyUsage),
    policies: policies === undefined ? [] : readPolicies(policies),
    otherNames: altName === undefined ? [] : readOtherNames(altName),
    ...(subjectKey && { subjectKeyId: octets(subjectKey) }),
    ...(authorityKeyId && { authorityKeyId }),
    others: all.filter(({ oid }) => known(oid) === undefined),
  };
}

function readExtension(element: DerElement): OtherExtension {
  const cursor = new DerCursor(element);
  const oid = readOid(cursor.take());
  // DER leaves FALSE out; some authorities write it, and it means the same
  const critical = cursor.optional(TAG.boolean)?.content[0] === 0xff;
  const value = cursor.take(TAG.octetString).content;
  cursor.end();
  return { oid, critical, value };
}

function readKnown({ oid, value }: OtherExtension): DerElement | undefined {
  return Object.values<string>(OID).includes(oid) ? readDer(value) : undefined;
}

function isAuthority(element: DerElement): boolean {
  const cursor = new DerCursor(element);
  const flag = cursor.optional(TAG.boolean);
  cursor.optional(TAG.integer);
  cursor.end();
  return flag?.content[0] === 0xff;
}

function readKeyUsage(element: DerElement): readonly string[] {
  if (element.tag !== TAG.bitString) throw malformed();
  const bits = element.content.subarray(1);
  return KEY_USAGES.filter((_, bit) => ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function readPolicies(element: DerElement): readonly string[] {
  return childrenOf(element).map((policy) => readOid(new DerCursor(policy).take()));
}

function childrenOf(element: DerElement): readonly DerElement[] {
  new DerCursor(element);
  return element.children;
}

function octets(element: DerElement): Uint8Array {
  if (element.tag !== TAG.octetString) throw malformed();
  return element.content;
}
