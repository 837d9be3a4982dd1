import { concat } from '../../bytes/concat.ts';
import { fromHex } from '../../bytes/hex.ts';
import { KEY_LENGTH } from './private-key.ts';

/** Most bytes PKCS #1 v1.5 leaves room for under RSA-2048: 256 - 11. */
export const MAX_PKCS1_DATA = KEY_LENGTH - 11;

/** Type 1 block: 00 01 FF… 00 data (RFC 8017 9.2 step 5). `data` has at most {@link MAX_PKCS1_DATA} bytes. */
export function pkcs1Block(data: Uint8Array): Uint8Array {
  const padding = new Uint8Array(KEY_LENGTH - 3 - data.length).fill(0xff);
  return concat(Uint8Array.of(0, 1), padding, Uint8Array.of(0), data);
}

const SHA256_DIGEST_INFO = fromHex('3031300D060960864801650304020105000420');

/** DigestInfo of a SHA-256 hash (RFC 8017 9.2 note 1). */
export function sha256DigestInfo(hash: Uint8Array): Uint8Array {
  return concat(SHA256_DIGEST_INFO, hash);
}
