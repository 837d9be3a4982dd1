import { concat } from '../../../bytes/concat.ts';

/** A data object of a pseudo-APDU (readers.md 3.3). */
export interface DataObject {
  readonly tag: number;
  readonly value: Uint8Array;
}

const TWO_BYTE_TAGS = new Set([0x5f, 0xff]);

/** Data objects in a row; undefined when one is cut off. Lengths: LL, 81 LL, 82 hh ll. */
export function readObjects(bytes: Uint8Array): readonly DataObject[] | undefined {
  const found: DataObject[] = [];
  for (let at = 0; at < bytes.length;) {
    let tag = bytes[at++] ?? 0;
    if (TWO_BYTE_TAGS.has(tag)) tag = tag * 0x100 + (bytes[at++] ?? 0);
    let length = bytes[at++] ?? NaN;
    if (length === 0x81) length = bytes[at++] ?? NaN;
    else if (length === 0x82) length = (bytes[at++] ?? NaN) * 0x100 + (bytes[at++] ?? NaN);
    else if (length > 0x7f) return undefined;
    const value = bytes.slice(at, at + length);
    if (!(value.length === length)) return undefined;
    found.push({ tag, value });
    at += length;
  }
  return found;
}

export function object(tag: number, value: Uint8Array): Uint8Array {
  const { length } = value;
  const name = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return concat(Uint8Array.from([...name, ...size]), value);
}

/** C0, the status object that begins every answer: 0 and 9000, or the number of the object that failed and why */
export function statusObject(failed: number, sw: number): Uint8Array {
  return object(0xc0, Uint8Array.of(failed, sw >> 8, sw & 0xff));
}

/** What the data objects of a pseudo-APDU are; undefined for a length that is none (6700). */
export function commandData(apdu: Uint8Array): Uint8Array | undefined {
  const lc = apdu[4];
  if (lc === undefined) return new Uint8Array();
  const extended = lc === 0 && apdu.length > 6;
  const length = extended ? (apdu[5] ?? 0) * 0x100 + (apdu[6] ?? 0) : lc;
  const start = extended ? 7 : 5;
  // behind the data: Le of one byte; the long form ends in three zeros (two of them gave 6700 on the real one)
  const le = apdu.length - start - length;
  const fits = extended ? le === 3 || le === 0 : le === 1 || le === 0;
  return fits ? apdu.subarray(start, start + length) : undefined;
}
