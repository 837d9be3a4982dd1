import { malformed, TAG, type DerElement } from '../../bytes/der.ts';

/**
 * Octets of a BIT STRING that holds whole octets: keys and signatures.
 * @throws KazasuError `bytes.malformed`
 */
export function readBits(element: DerElement): Uint8Array {
  if (element.tag !== TAG.bitString || element.content[0] !== 0) throw malformed();
  return element.content.subarray(1);
}
