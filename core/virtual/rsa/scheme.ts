import { sha256 } from '../../bytes/sha256.ts';
import { pkcs1Block, sha256DigestInfo } from './pkcs1.ts';
import { pssBlock } from './pss.ts';

/** P1 of the signature command (card.md 2.1). */
export type Scheme = 0 | 1 | 2 | 3 | 4 | 5;

export function isScheme(p1: number): p1 is Scheme {
  return p1 <= 5;
}

const SALT_LENGTH = 32;

/** The block of 256 bytes that the private key is applied to. */
export async function encode(
  scheme: Scheme,
  data: Uint8Array,
  random: (length: number) => Uint8Array,
): Promise<Uint8Array> {
  switch (scheme) {
    case 0: // whatever it is, usually a DigestInfo
      return pkcs1Block(data);
    case 1: // the bare hash, made here
      return pkcs1Block(await sha256(data));
    case 2:
      return pkcs1Block(sha256DigestInfo(data));
    case 3:
      return pkcs1Block(sha256DigestInfo(await sha256(data)));
    case 4:
      return pssBlock(data, random(SALT_LENGTH));
    case 5:
      return pssBlock(await sha256(data), random(SALT_LENGTH));
  }
}
