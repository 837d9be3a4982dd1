import { fromHex, toHex } from '../../bytes/hex.ts';

/** Big-endian bytes as a number. */
export function toBig(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** A number as `length` big-endian bytes. */
export function fromBig(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  return fromHex(value.toString(16).padStart(2 * length, '0'));
}

const WINDOW = 5;

/** base^exponent mod modulus, with a fixed window. Not constant time: every key here is fictional. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const powers = [1n, base % modulus];
  for (let i = 2; i < 1 << WINDOW; i++) powers.push(((powers[i - 1] ?? 1n) * (powers[1] ?? 1n)) % modulus);
  const bits = exponent.toString(2);
  const digits = bits.padStart(Math.ceil(bits.length / WINDOW) * WINDOW, '0');
  let result = 1n;
  for (let at = 0; at < digits.length; at += WINDOW) {
    for (let i = 0; i < WINDOW; i++) result = (result * result) % modulus;
    const digit = Number.parseInt(digits.slice(at, at + WINDOW), 2);
    if (digit > 0) result = (result * (powers[digit] ?? 1n)) % modulus;
  }
  return result;
}

/** The inverse of a modulo m, for a and m without a common divisor. */
export function modInverse(a: bigint, m: bigint): bigint {
  let [r0, r1, s0, s1] = [m, a % m, 0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1];
  }
  return ((s0 % m) + m) % m;
}
