import { DerCursor } from '../../bytes/der-cursor.ts';
import { readOid } from '../../bytes/der-oid.ts';
import { malformed, TAG, type DerElement } from '../../bytes/der.ts';
import { readVersion } from './signed-data.ts';

/** One attribute: its type and its values, at least one (RFC 5652 section 5.3). */
export interface Attribute {
  readonly type: string;
  readonly values: readonly DerElement[];
}

/** SignerInfo (RFC 5652 section 5.3), not yet judged. */
export interface SignerInfo {
  /** 1 with issuer and serial number, 3 with a key id */
  readonly version: number;
  /** SEQUENCE of issuer and serial number, or [0] key id */
  readonly id: DerElement;
  readonly digestAlgorithm: DerElement;
  /** [0] IMPLICIT SET OF */
  readonly signedSet: DerElement | undefined;
  readonly signedAttributes: readonly Attribute[];
  readonly signatureAlgorithm: DerElement;
  readonly signature: Uint8Array;
  /** [1] IMPLICIT SET OF */
  readonly unsignedSet: DerElement | undefined;
  readonly unsignedAttributes: readonly Attribute[];
}

/** @throws KazasuError `bytes.malformed` when the element is no SignerInfo */
export function readSignerInfo(element: DerElement): SignerInfo {
  const cursor = new DerCursor(element);
  const version = readVersion(cursor.take());
  const id = cursor.take();
  const digestAlgorithm = cursor.take(TAG.sequence);
  const signedSet = cursor.optional(0xa0);
  const signatureAlgorithm = cursor.take(TAG.sequence);
  const signature = cursor.take(TAG.octetString).content;
  const unsignedSet = cursor.optional(0xa1);
  cursor.end();
  return {
    version,
    id,
    digestAlgorithm,
    signedSet,
    signedAttributes: readAttributes(signedSet),
    signatureAlgorithm,
    signature,
    unsignedSet,
    unsignedAttributes: readAttributes(unsignedSet),
  };
}

function readAttributes(set: DerElement | undefined): readonly Attribute[] {
  return (set?.children ?? []).map((element) => {
    const cursor = new DerCursor(element);
    const type = readOid(cursor.take());
    const values = cursor.take(TAG.set).children;
    cursor.end();
    if (values.length === 0) throw malformed();
    return { type, values };
  });
}
