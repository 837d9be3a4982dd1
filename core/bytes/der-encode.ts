import { concat } from './concat.ts';
import { oidContent } from './der-oid.ts';
import { TAG, compareDer } from './der.ts';

/** One DER element of the parts given, with a minimal length. */
export function encode(tag: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concat(header(tag, length), ...parts);
}

/**
 * Identifier and length octets of an element whose content follows elsewhere (a file of any size).
 * @param length content length in bytes, below 2^32
 */
export function header(tag: number, length: number): Uint8Array<ArrayBuffer> {
  if (length < 0x80) return Uint8Array.of(tag, length);
  const octets: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) octets.unshift(left % 256);
  return Uint8Array.of(tag, 0x80 | octets.length, ...octets);
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return encode(TAG.sequence, ...parts);
}

/** A SET OF in the order of DER (X.690 section 11.6), whatever order the parts come in. */
export function setOf(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return encode(TAG.set, ...parts.toSorted(compareDer));
}

export function oid(dotted: string): Uint8Array<ArrayBuffer> {
  return encode(TAG.oid, oidContent(dotted));
}

/** A small INTEGER, 0..127. */
export function smallInteger(value: number): Uint8Array<ArrayBuffer> {
  return encode(TAG.integer, Uint8Array.of(value));
}

export function octetString(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return encode(TAG.octetString, content);
}

/** An AlgorithmIdentifier; RSA and the SHA-2 family are written with or without NULL parameters (RFC 4055, RFC 5754). */
export function algorithm(dotted: string, parameters: 'null' | 'absent'): Uint8Array<ArrayBuffer> {
  return parameters === 'null' ? sequence(oid(dotted), encode(TAG.null)) : sequence(oid(dotted));
}
