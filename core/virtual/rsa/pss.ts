import { concat } from '../../bytes/concat.ts';
import { sha256 } from '../../bytes/sha256.ts';
import { KEY_LENGTH } from './private-key.ts';

const HASH_LENGTH = 32;

/** EMSA-PSS with SHA-256, MGF1 and a salt as long as the hash, for a 2048-bit key (RFC 8017 9.1.1). */
export async function pssBlock(hash: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  const h = await sha256(concat(new Uint8Array(8), hash, salt));
  const padding = new Uint8Array(KEY_LENGTH - salt.length - HASH_LENGTH - 2);
  const db = concat(padding, Uint8Array.of(1), salt);
  const mask = await mgf1(h, db.length);
  const masked = db.map((byte, i) => byte ^ (mask[i] ?? 0));
  masked[0] = (masked[0] ?? 0) & 0x7f; // 2047 bits
  return concat(masked, h, Uint8Array.of(0xbc));
}

/** Mask generation function 1 with SHA-256 (RFC 8017 B.2.1). */
async function mgf1(seed: Uint8Array, length: number): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  for (let i = 0; i * HASH_LENGTH < length; i++) {
    blocks.push(await sha256(concat(seed, Uint8Array.of(0, 0, i >> 8, i & 0xff))));
  }
  return concat(...blocks).slice(0, length);
}
