import { TAG, malformed, type DerElement } from './der.ts';

/** Dotted text of an OBJECT IDENTIFIER; arcs of any size (2.25 holds 128 bits). */
export function readOid(element: DerElement): string {
  if (element.tag !== TAG.oid) throw malformed();
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of element.content) {
    arc = arc * 128n + BigInt(octet & 0x7f);
    if (octet >= 0x80) continue;
    if (arcs.length === 0) {
      // the first octets hold two arcs: 40 × first + second (X.690 section 8.19.4)
      const first = arc < 80n ? arc / 40n : 2n;
      arcs.push(first, arc - 40n * first);
    } else arcs.push(arc);
    arc = 0n;
  }
  return arcs.join('.');
}

/** Content octets of a dotted OBJECT IDENTIFIER of the source code: at least two arcs, each below 2^53. */
export function oidContent(dotted: string): Uint8Array<ArrayBuffer> {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets: number[] = [];
  for (const arc of [40 * first + second, ...rest]) {
    const septets = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      septets.unshift(0x80 | (left % 128));
    octets.push(...septets);
  }
  return Uint8Array.from(octets);
}
