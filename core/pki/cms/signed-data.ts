import { DerCursor } from '../../bytes/der-cursor.ts';
import { readOid } from '../../bytes/der-oid.ts';
import { malformed, TAG, type DerElement } from '../../bytes/der.ts';
import { OID } from './oid.ts';

/** SignedData (RFC 5652 section 5.1), not yet judged. */
export interface SignedData {
  readonly digestAlgorithms: readonly DerElement[];
  readonly contentType: string;
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly DerElement[];
  readonly signers: readonly DerElement[];
}

/** 1 with plain data and signers named by issuer and serial number, else 3; 4 and 5 hold other certificates */
const VERSIONS = [1, 3];
const CONTEXT_0 = 0xa0;
const CONTEXT_1 = 0xa1;

/** @throws KazasuError `bytes.malformed` when the element is no ContentInfo with SignedData */
export function readSignedData(element: DerElement): SignedData {
  const info = new DerCursor(element);
  if (readOid(info.take()) !== OID.signedData) throw malformed();
  const wrapper = new DerCursor(info.take(), CONTEXT_0);
  info.end();
  const data = new DerCursor(wrapper.take());
  wrapper.end();

  if (!VERSIONS.includes(readVersion(data.take()))) throw malformed();
  const digestAlgorithms = data.take(TAG.set).children;
  const encapsulated = new DerCursor(data.take());
  const contentType = readOid(encapsulated.take());
  const contentWrapper = encapsulated.optional(CONTEXT_0);
  encapsulated.end();
  const certificates = data.optional(CONTEXT_0)?.children ?? [];
  // revocation lists may come along; nobody here can tell whether they are all there are
  data.optional(CONTEXT_1);
  const signers = data.take(TAG.set).children;
  data.end();
  const content = contentWrapper && readContent(contentWrapper);
  return { digestAlgorithms, contentType, content, certificates, signers };
}

/** Value of a CMSVersion; NaN for one that no version of CMS has. */
export function readVersion(element: DerElement): number {
  if (element.tag !== TAG.integer) throw malformed();
  return element.content.length === 1 ? (element.content[0] ?? 0) : Number.NaN;
}

function readContent(wrapper: DerElement): Uint8Array {
  const cursor = new DerCursor(wrapper, CONTEXT_0);
  const content = cursor.take(TAG.octetString).content;
  cursor.end();
  return content;
}
