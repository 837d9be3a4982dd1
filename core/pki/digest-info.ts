import { concat } from '../bytes/concat.ts';
import { fromHex } from '../bytes/hex.ts';
import { KazasuError } from '../error/kazasu-error.ts';

/** DER of DigestInfo up to the hash: AlgorithmIdentifier id-sha256 with NULL (RFC 8017 section 9.2, card.md 3.4). */
const SHA256_PREFIX = fromHex('3031300D060960864801650304020105000420');

/**
 * What the card is given to sign: the 51-byte DigestInfo of a SHA-256 hash. The card only pads it (card.md 2.1).
 * @throws KazasuError `bytes.malformed` when the hash is not 32 bytes
 */
export function sha256DigestInfo(hash: Uint8Array): Uint8Array<ArrayBuffer> {
  if (hash.length !== 32) throw new KazasuError('bytes.malformed', { what: 'sha256' });
  return concat(SHA256_PREFIX, hash);
}
