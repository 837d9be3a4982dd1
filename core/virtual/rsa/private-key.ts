import { fromBase64url } from '../../bytes/base64url.ts';
import { fromBig, modInverse, modPow, toBig } from './big.ts';

/** The two primes of an RSA-2048 key, base64url; everything else follows from them. */
export interface Primes {
  readonly p: string;
  readonly q: string;
}

/** Bytes of modulus and signature. */
export const KEY_LENGTH = 256;

const PUBLIC_EXPONENT = 65537n;

/** An RSA-2048 key with e = 65537 whose private operation takes any padded block, which WebCrypto does not offer. */
export class PrivateKey {
  /** 256 bytes, big-endian */
  readonly modulus: Uint8Array;
  readonly #p: bigint;
  readonly #q: bigint;
  readonly #dp: bigint;
  readonly #dq: bigint;
  readonly #qInverse: bigint;

  constructor(primes: Primes) {
    const p = (this.#p = toBig(fromBase64url(primes.p)));
    const q = (this.#q = toBig(fromBase64url(primes.q)));
    this.modulus = fromBig(p * q, KEY_LENGTH);
    this.#dp = modInverse(PUBLIC_EXPONENT, p - 1n);
    this.#dq = modInverse(PUBLIC_EXPONENT, q - 1n);
    this.#qInverse = modInverse(q, p);
  }

  /** A padded block of 256 bytes to the power of d, by the Chinese remainder theorem (RFC 8017 5.1.2). */
  apply(block: Uint8Array): Uint8Array<ArrayBuffer> {
    const c = toBig(block);
    const mp = modPow(c, this.#dp, this.#p);
    const mq = modPow(c, this.#dq, this.#q);
    const h = ((((mp - mq) * this.#qInverse) % this.#p) + this.#p) % this.#p;
    return fromBig(mq + h * this.#q, KEY_LENGTH);
  }
}

/** Primes of a new key (quirk `keys` = fresh). */
export async function freshPrimes(): Promise<Primes> {
  const pair = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 8 * KEY_LENGTH,
      publicExponent: Uint8Array.of(1, 0, 1),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  );
  const { p, q } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { p: p ?? '', q: q ?? '' };
}
