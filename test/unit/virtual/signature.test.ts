import {
  constants,
  createHash,
  createPublicKey,
  publicDecrypt,
  verify,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { concat } from '../../../core/bytes/concat.ts';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { SELECT, talk, type Talk } from './talk.ts';

const DATA = Uint8Array.from({ length: 100 }, (_, i) => i);
const HASH = createHash('sha256').update(DATA).digest();

/** DigestInfo headers (RFC 8017 9.2 note 1). */
const DIGEST_INFO = {
  sha1: '3021300906052B0E03021A05000414',
  sha256: '3031300D060960864801650304020105000420',
  sha384: '3041300D060960864801650304020205000430',
  sha512: '3051300D060960864801650304020305000440',
} as const;

describe.each([
  { use: 'authentication', certificate: '000A', pin: ['0018', '1234'], key: '0017', sfi: '97' },
  { use: 'signing', certificate: '0001', pin: ['001B', 'ABC123'], key: '001A', sfi: '9A' },
] as const)('$use key', ({ certificate, pin, key, sfi }) => {
  let talking: Talk;
  let publicKey: KeyObject;
  beforeAll(async () => {
    talking = talk();
    await talking.say(SELECT.jpki);
    await talking.verify(pin[0], pin[1]);
    publicKey = new X509Certificate(await talking.read(certificate)).publicKey;
  });

  async function sign(p1: number, data: Uint8Array, p2: string = sfi): Promise<Uint8Array> {
    const header = `802A${toHex(Uint8Array.of(p1))}${p2}${toHex(Uint8Array.of(data.length))}`;
    const answer = await talking.say(`${header}${toHex(data)}00`);
    expect(answer.slice(-4)).toBe('9000');
    return fromHex(answer.slice(0, -4));
  }
  const pss = (): Parameters<typeof verify>[2] => ({
    key: publicKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 32,
  });

  test.each(Object.entries(DIGEST_INFO))('P1 00 with a DigestInfo of %s', async (hash, header) => {
    const digestInfo = concat(fromHex(header), createHash(hash).update(DATA).digest());
    expect(verify(hash, DATA, publicKey, await sign(0, digestInfo))).toBe(true);
  });

  test('P1 00 pads any 1 to 245 bytes and looks at none of them', async () => {
    for (const length of [1, 17, 245]) {
      const data = new Uint8Array(length).fill(0xa5);
      expect(toHex(publicDecrypt(publicKey, await sign(0, data)))).toBe(toHex(data));
    }
    const tooLong = await talking.say(`802A00${sfi}F6${'A5'.repeat(246)}00`);
    expect(tooLong).toBe('6985');
  });

  test('P1 01 hashes and pads the bare hash', async () => {
    expect(toHex(publicDecrypt(publicKey, await sign(1, DATA)))).toBe(toHex(HASH));
  });

  test('P1 02 takes a hash, P1 03 a message: both are RSASSA-PKCS1-v1_5 with SHA-256', async () => {
    const [fromHash, fromMessage] = [await sign(2, HASH), await sign(3, DATA)];
    expect(toHex(fromHash)).toBe(toHex(fromMessage));
    expect(verify('sha256', DATA, publicKey, fromMessage)).toBe(true);
  });

  test('P1 04 takes a hash, P1 05 a message: both are RSASSA-PSS, new each time', async () => {
    const signatures = [await sign(4, HASH), await sign(5, DATA), await sign(5, DATA)];
    for (const signature of signatures) expect(verify('sha256', DATA, pss(), signature)).toBe(true);
    expect(new Set(signatures.map(toHex)).size).toBe(3);
  });

  test('WebCrypto agrees with both paddings', async () => {
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    for (const [name, p1] of [
      ['RSASSA-PKCS1-v1_5', 3],
      ['RSA-PSS', 5],
    ] as const) {
      const imported = await crypto.subtle.importKey('spki', spki, { name, hash: 'SHA-256' }, false, [
        'verify',
      ]);
      const signature = new Uint8Array(await sign(p1, DATA));
      expect(await crypto.subtle.verify({ name, saltLength: 32 }, imported, signature, DATA)).toBe(true);
    }
  });

  test('the selected key file signs as its short EF identifier does', async () => {
    await talking.say(`00A4020C02${key}`);
    expect(toHex(await sign(3, DATA, '80'))).toBe(toHex(await sign(3, DATA)));
  });

  test('any data of fitting length comes back from the signature', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 245 }), async (data) => {
        expect(toHex(publicDecrypt(publicKey, await sign(0, data)))).toBe(toHex(data));
      }),
      { numRuns: 15 },
    );
  });
});

describe('keys that ask for no PIN', () => {
  const modulusOf = (file: Uint8Array, at: number): KeyObject => {
    const n = Buffer.from(file.slice(at, at + 256)).toString('base64url');
    return createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' });
  };

  test('text-input: key 0013 signs, EF 0007 holds its public half', async () => {
    const { say, verify: verifyPin, read } = talk();
    await say(SELECT.text);
    await verifyPin('0011', '1234');
    // FF50 82 0213, DF51 82 0109, 90 03 010001, 91 82 0100
    const publicKey = modulusOf(await read('0007'), 5 + 5 + 5 + 4);
    const digestInfo = concat(fromHex(DIGEST_INFO.sha256), HASH);
    const signed = await say(`802A000033${toHex(digestInfo)}00`);
    expect(verify('sha256', DATA, publicKey, fromHex(signed.slice(0, -4)))).toBe(true);
  });

  test('common: INTERNAL AUTHENTICATE signs the challenge with SHA-256', async () => {
    const { say } = talk();
    await say(SELECT.common);
    const [first, second] = [
      await say('0088009908010203040506070800'),
      await say('0088009908010203040506070800'),
    ];
    expect(first.slice(-4)).toBe('9000');
    expect(first).toHaveLength(2 * 258);
    expect(second).toBe(first);
  });
});
