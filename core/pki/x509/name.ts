import { DerCursor } from '../../bytes/der-cursor.ts';
import { readOid } from '../../bytes/der-oid.ts';
import { TAG, type DerElement } from '../../bytes/der.ts';
import { toHex } from '../../bytes/hex.ts';
import { fromUtf8 } from '../../bytes/utf8.ts';

const COMMON_NAME = '2.5.4.3';

/** short names of RFC 4514 section 3 */
const SHORT_NAMES: Readonly<Partial<Record<string, string>>> = {
  [COMMON_NAME]: 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
};

/** A distinguished name: the DER to compare, a text to read. */
export interface X509Name {
  readonly der: Uint8Array;
  /** most general part first (`C=JP, O=JPKI, OU=…`), values escaped as in RFC 4514 section 2.4 */
  readonly text: string;
  /** the last common name */
  readonly commonName: string | undefined;
}

interface NameAttribute {
  readonly type: string;
  readonly text: string;
}

/** @throws KazasuError `bytes.malformed` when the element is no Name (RFC 5280 section 4.1.2.4) */
export function readName(element: DerElement): X509Name {
  const sets = readSets(element);
  return {
    der: element.der,
    text: sets
      .map((set) => set.map(({ type, text }) => `${SHORT_NAMES[type] ?? type}=${text}`).join('+'))
      .join(', '),
    commonName: sets.flat().findLast(({ type }) => type === COMMON_NAME)?.text,
  };
}

function readSets(name: DerElement): readonly (readonly NameAttribute[])[] {
  new DerCursor(name);
  return name.children.map((set) => {
    new DerCursor(set, TAG.set).take();
    return set.children.map((pair) => {
      const cursor = new DerCursor(pair);
      const type = readOid(cursor.take());
      const text = valueToText(cursor.take());
      cursor.end();
      return { type, text };
    });
  });
}

/** Strings as text, anything else as `#` and the hex of its DER, as RFC 4514 writes it. */
function valueToText(value: DerElement): string {
  const isText =
    value.tag === TAG.utf8String || value.tag === TAG.printableString || value.tag === TAG.ia5String;
  if (!isText) return `#${toHex(value.der)}`;
  return fromUtf8(value.content).replace(/[,+"\\<>;]|^[ #]| $/g, String.raw`\$&`);
}
