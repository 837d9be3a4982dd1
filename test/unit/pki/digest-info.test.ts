import { constants, createHash, generateKeyPairSync, privateEncrypt, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { toHex } from '../../../core/bytes/hex.ts';
import { sha256DigestInfo } from '../../../core/pki/digest-info.ts';

it('is the 51 bytes of card.md 3.4', () => {
  const info = sha256DigestInfo(new Uint8Array(32).fill(0xaa));
  expect(toHex(info)).toBe(`3031300D060960864801650304020105000420${'AA'.repeat(32)}`);
});

it('padded and encrypted by a key is a signature that others accept', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const message = Buffer.from('text');
  const hash = createHash('sha256').update(message).digest();
  const padding = constants.RSA_PKCS1_PADDING;
  const signature = privateEncrypt({ key: privateKey, padding }, sha256DigestInfo(hash));
  expect(verify('sha256', message, publicKey, signature)).toBe(true);
});

it.each([0, 20, 31, 33, 64])('refuses a hash of %i bytes', (length) => {
  expect(() => sha256DigestInfo(new Uint8Array(length))).toThrow(
    expect.objectContaining({ code: 'bytes.malformed', detail: { what: 'sha256' } }),
  );
});
