import { KazasuError } from '../error/kazasu-error.ts';

/** One element of DER (X.690 section 10): a view into the input, not a copy. */
export interface DerElement {
  /** identifier octet; see {@link TAG} */
  readonly tag: number;
  /** the whole element: identifier, length and content */
  readonly der: Uint8Array;
  readonly content: Uint8Array;
  /** elements inside a constructed one; empty for a primitive one */
  readonly children: readonly DerElement[];
}

/** Identifier octets of the universal types that X.509 and CMS use. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** deepest nesting taken; a certificate inside CMS needs 12 */
const MAX_DEPTH = 24;

/** most elements taken, so that hostile bytes cannot fill the memory; a certificate has about 100 */
const MAX_ELEMENTS = 20_000;

/** longest object identifier taken, in octets: its text takes time that grows with the square */
const MAX_OID_OCTETS = 128;

const CONSTRUCTED = 0x20;

/** What DER (X.690 sections 8, 10 and 11) asks of the content of primitive types. */
const PRIMITIVE_RULES: Readonly<Partial<Record<number, (content: Uint8Array) => boolean>>> = {
  [TAG.boolean]: (c) => c.length === 1 && (c[0] === 0x00 || c[0] === 0xff),
  [TAG.integer]: isMinimalInteger,
  [TAG.bitString]: isBitString,
  [TAG.null]: (c) => c.length === 0,
  [TAG.oid]: isObjectIdentifier,
};

/**
 * The element that the bytes are, checked through to the last level: definite minimal lengths, one-octet tags,
 * primitive strings, minimal integers, ordered sets, nothing left over.
 * @throws KazasuError `bytes.malformed` with `what: 'der'` and the place
 */
export function readDer(bytes: Uint8Array): DerElement {
  const element = readElement(bytes, 0, bytes.length, { depth: 0, budget: { elements: MAX_ELEMENTS } });
  if (element.der.length !== bytes.length) throw malformed(element.der.length);
  return element;
}

/** The error of all that is not DER or not the structure expected. */
export function malformed(offset?: number): KazasuError {
  return new KazasuError('bytes.malformed', { what: 'der', ...(offset === undefined ? {} : { offset }) });
}

interface Bounds {
  readonly depth: number;
  /** elements that may still come, shared by all levels */
  readonly budget: { elements: number };
}

function readElement(bytes: Uint8Array, at: number, end: number, { depth, budget }: Bounds): DerElement {
  if (depth > MAX_DEPTH || budget.elements-- === 0) throw malformed(at);
  const { tag, start, stop } = readHeader(bytes, at, end);
  const content = bytes.subarray(start, stop);
  if (PRIMITIVE_RULES[tag]?.(content) === false) throw malformed(at);
  const children: DerElement[] = [];
  if ((tag & CONSTRUCTED) !== 0) {
    for (let next = start; next < stop;) {
      const child = readElement(bytes, next, stop, { depth: depth + 1, budget });
      children.push(child);
      next += child.der.length;
    }
  }
  if (tag === TAG.set && !isOrdered(children)) throw malformed(at);
  return { tag, der: bytes.subarray(at, stop), content, children };
}

/** Tag, and where the content starts and stops (X.690 sections 8.1.2, 8.1.3 and 10.1). */
function readHeader(
  bytes: Uint8Array,
  at: number,
  end: number,
): { readonly tag: number; readonly start: number; readonly stop: number } {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || !isTagAllowed(tag)) throw malformed(at);
  let length = first;
  let start = at + 2;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    length = 0;
    for (const octet of bytes.subarray(start, start + octets)) length = length * 256 + octet;
    // shorter in another form, or no length at all (0x80, indefinite)
    if (length < 0x80 || length < 256 ** (octets - 1)) throw malformed(at + 1);
    start += octets;
  }
  if (start + length > end) throw malformed(at + 1);
  return { tag, start, stop: start + length };
}

/** One octet only; of the universal types SEQUENCE and SET are constructed, all others primitive. */
function isTagAllowed(tag: number): boolean {
  if ((tag & 0x1f) === 0x1f) return false;
  if (tag >= 0x40) return true;
  return (
    tag === TAG.sequence ||
    tag === TAG.set ||
    (tag !== 0 && tag < CONSTRUCTED && tag !== 0x10 && tag !== 0x11)
  );
}

/** True when the elements stand in the order DER asks of SET OF (X.690 section 11.6). */
export function isOrdered(elements: readonly DerElement[]): boolean {
  return elements.every((element, i) => {
    const before = elements[i - 1];
    return before === undefined || compareDer(before.der, element.der) <= 0;
  });
}

/** Order of two encodings: by octets; of one being the start of the other the shorter is first. */
export function compareDer(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function isMinimalInteger(content: Uint8Array): boolean {
  const [first, second] = content;
  if (first === undefined) return false;
  if (second === undefined) return true;
  return !(first === 0x00 && second < 0x80) && !(first === 0xff && second >= 0x80);
}

/** X.690 sections 8.6.2 and 11.2.1: a count of 0..7 unused bits, which are zero. */
function isBitString(content: Uint8Array): boolean {
  const unused = content[0];
  if (unused === undefined || unused > 7) return false;
  if (content.length === 1) return unused === 0;
  return ((content.at(-1) ?? 0) & ((1 << unused) - 1)) === 0;
}

/** X.690 section 8.19.2: each arc ends, none begins with a padding octet. */
function isObjectIdentifier(content: Uint8Array): boolean {
  if (content.length === 0 || content.length > MAX_OID_OCTETS) return false;
  if ((content.at(-1) ?? 0) >= 0x80) return false;
  return content.every((octet, i) => octet !== 0x80 || (content[i - 1] ?? 0) >= 0x80);
}
