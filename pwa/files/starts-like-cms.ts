/** OBJECT IDENTIFIER 1.2.840.113549.1.7.2, signedData (RFC 5652 section 5.1), with tag and length */
const SIGNED_DATA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/** SEQUENCE and a length of up to five bytes stand before it */
const LONGEST_HEADER = 6;

/** Are these the first bytes of a signature? A guess for telling files apart, no check. */
export function startsLikeCms(head: Uint8Array): boolean {
  if (head[0] !== 0x30) return false;
  for (let at = 2; at <= LONGEST_HEADER; at++) {
    if (SIGNED_DATA.every((byte, i) => head[at + i] === byte)) return true;
  }
  return false;
}

/** bytes that {@link startsLikeCms} wants to see */
export const CMS_HEAD = LONGEST_HEADER + SIGNED_DATA.length;
