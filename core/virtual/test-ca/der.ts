import { concat } from '../../bytes/concat.ts';
import { toUtf8 } from '../../bytes/utf8.ts';

/** The few DER types a certificate is written in (X.690). Each function gives a whole element. */

function element(tag: number, value: Uint8Array): Uint8Array {
  const n = value.length;
  const length = n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff];
  return concat(Uint8Array.of(tag, ...length), value);
}

export function sequence(...items: readonly Uint8Array[]): Uint8Array {
  return element(0x30, concat(...items));
}

export function set(item: Uint8Array): Uint8Array {
  return element(0x31, item);
}

export function boolean(value: boolean): Uint8Array {
  return element(0x01, Uint8Array.of(value ? 0xff : 0));
}

/** A number that is not negative, from its big-endian bytes. */
export function unsigned(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = first < 0 ? Uint8Array.of(0) : bytes.slice(first);
  return element(0x02, (short[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), short) : short);
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Uint8Array {
  return element(0x03, concat(Uint8Array.of(unusedBits), bytes));
}

export function octetString(bytes: Uint8Array): Uint8Array {
  return element(0x04, bytes);
}

export function nothing(): Uint8Array {
  return element(0x05, new Uint8Array());
}

/** `1.2.392.200149` */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return element(0x06, Uint8Array.from(bytes));
}

export function utf8String(text: string): Uint8Array {
  return element(0x0c, toUtf8(text));
}

export function printableString(text: string): Uint8Array {
  return element(0x13, toUtf8(text));
}

export function ia5String(text: string): Uint8Array {
  return element(0x16, toUtf8(text));
}

/** UTCTime up to 2049, GeneralizedTime after that (RFC 5280 4.1.2.5). */
export function time(instant: Date): Uint8Array {
  const text = `${instant.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  return instant.getUTCFullYear() < 2050 ? element(0x17, toUtf8(text.slice(2))) : element(0x18, toUtf8(text));
}

/** `[n]` around whole elements. */
export function explicit(n: number, ...items: readonly Uint8Array[]): Uint8Array {
  return element(0xa0 | n, concat(...items));
}

/** `[n]` in place of a primitive type's own tag. */
export function implicit(n: number, value: Uint8Array): Uint8Array {
  return element(0x80 | n, value);
}
