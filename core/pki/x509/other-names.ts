import { DerCursor } from '../../bytes/der-cursor.ts';
import { readOid } from '../../bytes/der-oid.ts';
import { TAG, type DerElement } from '../../bytes/der.ts';
import { fromUtf8 } from '../../bytes/utf8.ts';
import type { OtherName } from '../certificate.ts';

/** tag of otherName among the GeneralNames, and of the value inside it */
const CONTEXT_0 = 0xa0;

/**
 * The otherNames of a GeneralNames (RFC 5280 section 4.2.1.6), as written; names of other kinds are passed over.
 * @throws KazasuError `bytes.malformed`
 */
export function readOtherNames(names: DerElement): readonly OtherName[] {
  new DerCursor(names);
  return names.children.filter(({ tag }) => tag === CONTEXT_0).map(readOtherName);
}

function readOtherName(element: DerElement): OtherName {
  const cursor = new DerCursor(element, CONTEXT_0);
  const oid = readOid(cursor.take());
  const wrapper = new DerCursor(cursor.take(), CONTEXT_0);
  cursor.end();
  const value = wrapper.take();
  wrapper.end();
  const text = value.tag === TAG.utf8String ? fromUtf8(value.content) : undefined;
  return { oid, value: value.der, ...(text === undefined ? {} : { text }) };
}
