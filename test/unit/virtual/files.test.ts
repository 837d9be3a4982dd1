import { createHash, createPublicKey, publicDecrypt, verify, type KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { concat } from '../../../core/bytes/concat.ts';
import { toHex } from '../../../core/bytes/hex.ts';
import { fromUtf8 } from '../../../core/bytes/utf8.ts';
import { KEYS } from '../../../core/virtual/data/keys.ts';
import { adult } from '../../../core/virtual/personas/adult.ts';
import { PrivateKey } from '../../../core/virtual/rsa/private-key.ts';
import { SELECT, talk, type Talk } from './talk.ts';

interface Tlv {
  readonly tag: string;
  readonly value: Uint8Array;
  /** header and value */
  readonly whole: Uint8Array;
  /** place of the first byte in the bytes given */
  readonly place: number;
}

/** The objects side by side in `bytes`, until filler FF or the end. Two-byte tags but for 90, 91 and A1. */
function objects(bytes: Uint8Array, from = 0): Tlv[] {
  const found: Tlv[] = [];
  for (let at = from; at < bytes.length && toHex(bytes.slice(at, at + 2)) !== 'FFFF';) {
    const tagLength = [0x90, 0x91, 0xa1].includes(bytes[at]!) ? 1 : 2;
    const first = bytes[at + tagLength]!;
    const long = first === 0x82;
    expect(first).not.toBe(0x81);
    const length = long ? (bytes[at + tagLength + 1]! << 8) | bytes[at + tagLength + 2]! : first;
    const start = at + tagLength + (long ? 3 : 1);
    found.push({
      tag: toHex(bytes.slice(at, at + tagLength)),
      value: bytes.slice(start, start + length),
      whole: bytes.slice(at, start + length),
      place: at,
    });
    at = start + length;
  }
  return found;
}

const only = (bytes: Uint8Array): Tlv => {
  const [first, ...others] = objects(bytes);
  expect(others).toEqual([]);
  return first!;
};
const tags = (list: readonly Tlv[]): string[] => list.map(({ tag }) => tag);
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** The key in `90 exponent 91 modulus`. */
function keyIn(value: Uint8Array): KeyObject {
  const [e, n] = objects(value);
  expect([e?.tag, toHex(e!.value), n?.tag, n?.value.length]).toEqual(['90', '010001', '91', 256]);
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  return createPublicKey({ key: { kty: 'RSA', n: text(n!.value), e: text(e!.value) }, format: 'jwk' });
}

/** Checks a card-verifiable certificate against our root of these and gives the key it holds. */
function certifiedKey(file: Uint8Array): KeyObject {
  expect(file).toHaveLength(568);
  const [body, signature] = objects(only(file).value);
  expect([only(file).tag, body?.tag, signature?.tag]).toEqual(['7F21', '5F4E', '5F37']);
  expect(body?.value).toHaveLength(297);
  expect(fromUtf8(body!.value.slice(0, 32))).toMatch(/^9\d{15}9\d{15}$/);
  const n = Buffer.from(new PrivateKey(KEYS['cv-root']).modulus).toString('base64url');
  const root = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' });
  expect(verify('sha256', body!.value, root, signature!.value)).toBe(true);
  return keyIn(body!.value.slice(32));
}

describe('text-input application', () => {
  let talking: Talk;
  let issuer: KeyObject;
  beforeAll(async () => {
    talking = talk();
    await talking.say(SELECT.text);
    await talking.verify('0011', '1234');
    issuer = certifiedKey(await talking.read('0004'));
  });

  test('EF 0001: 17 bytes', async () => {
    const file = await talking.read('0001');
    expect(toHex(file.slice(0, 3))).toBe('FF100C');
    expect(fromUtf8(file.slice(3, 15))).toBe(adult.individualNumber);
    expect(toHex(file.slice(15))).toBe('FFFF');
  });

  test('EF 0002: the table says where each attribute begins', async () => {
    const file = await talking.read('0002');
    expect(file.length % 64).toBe(0);
    const wrapper = objects(file)[0]!;
    expect(toHex(wrapper.whole.slice(0, 7))).toBe('FF206EDF210800');
    const inside = objects(wrapper.whole, 3);
    expect(tags(inside)).toEqual(['DF21', 'DF22', 'DF23', 'DF24', 'DF25']);
    const table = inside[0]!.value;
    const places = [0, 2, 4, 6].map((i) => (table[i]! << 8) | table[i + 1]!);
    expect(inside.slice(1).map(({ place }) => place)).toEqual(places);
    const texts = inside.slice(1).map(({ value }) => fromUtf8(value));
    expect(texts).toEqual([adult.name, adult.address, '19850412', '2']);
    expect(file.slice(wrapper.whole.length).every((byte) => byte === 0xff)).toBe(true);
  });

  test('EF 0003: hashes of both files, signed by the issuer', async () => {
    const [number, attributes, file] = [
      await talking.read('0001'),
      await talking.read('0002'),
      await talking.read('0003'),
    ];
    expect(file).toHaveLength(336);
    const [df31, df32, df33] = objects(only(file).value);
    expect(toHex(df31!.value)).toBe(toHex(sha256(number)));
    const wrapper = objects(attributes)[0]!;
    const [, df22] = objects(wrapper.value);
    expect(toHex(df32!.value)).toBe(toHex(sha256(wrapper.value.slice(df22!.place))));
    expect(verify('sha256', concat(df31!.whole, df32!.whole), issuer, df33!.value)).toBe(true);
  });

  test('EF 0005: basic information', async () => {
    const file = await talking.read('0005');
    expect(file).toHaveLength(164);
    const inside = objects(only(file).value);
    expect(tags(inside)).toEqual(['DF41', 'DF42', 'DF43']);
    expect(toHex(inside[0]!.value)).toBe('01000E01'); // no extended length
    expect(toHex(inside[2]!.value.slice(32))).toBe('FF'.repeat(96));
  });

  test('EF 0006 and 0007: keys, the second one signed by the issuer', async () => {
    keyIn(only(await talking.read('0006')).value);
    const [key, signature] = objects(only(await talking.read('0007')).value);
    keyIn(key!.value);
    expect(verify('sha256', key!.whole, issuer, signature!.value)).toBe(true);
    expect(toHex(await talking.read('0008'))).toBe('FF'.repeat(16));
  });
});

describe('surface application', () => {
  let talking: Talk;
  let issuer: KeyObject;
  beforeAll(async () => {
    talking = talk();
    await talking.say(SELECT.surface);
    await talking.verify('0013', adult.individualNumber);
    issuer = certifiedKey(await talking.read('0004'));
  });

  /** Width, height and bits of a pixel that a PNG declares. */
  function png(bytes: Uint8Array): string {
    expect(toHex(bytes.slice(0, 8))).toBe('89504E470D0A1A0A');
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    return `${view.getUint32(16)}x${view.getUint32(20)}x${bytes[24]!}`;
  }

  test('EF 0002: nine objects behind their table, and images of the right kind', async () => {
    const wrapper = objects(await talking.read('0002'))[0]!;
    const inside = objects(wrapper.whole, wrapper.whole.length - wrapper.value.length);
    const names = ['DF22', 'DF23', 'DF24', 'DF25', 'DF26', 'DF27', 'DF28', 'DF29', 'DF2A'];
    expect(tags(inside)).toEqual(['DF21', ...names]);
    const table = inside[0]!.value;
    const places = names.map((_, i) => (table[2 * i]! << 8) | table[2 * i + 1]!);
    expect(inside.slice(1).map(({ place }) => place)).toEqual(places);

    const [, birth, sex, , name, address, photo, , expiry, code] = inside;
    expect([birth, sex, expiry].map((one) => fromUtf8(one!.value))).toEqual(['19850412', '2', '20340412']);
    expect([name, address, code].map((one) => png(one!.value))).toEqual(['216x12x1', '288x24x1', '24x12x1']);
    // JP2 signature box, and a greyscale picture of 240 columns and 320 rows in the image header box
    expect(toHex(photo!.value.slice(0, 12))).toBe('0000000C6A5020200D0A870A');
    expect(toHex(photo!.value)).toContain('000000166968647200000140000000F0000107');
  });

  test('EF 0002: the signature covers three groups of objects and ends before expiry and code', async () => {
    const inside = objects(objects(await talking.read('0002'))[0]!.value);
    const group = (...wanted: readonly string[]): Uint8Array =>
      sha256(concat(...inside.filter(({ tag }) => wanted.includes(tag)).map(({ whole }) => whole)));
    const digests = concat(group('DF22', 'DF23', 'DF24'), group('DF25', 'DF26'), group('DF27'));
    const signature = inside.find(({ tag }) => tag === 'DF28')!.value;
    const recovered = toHex(publicDecrypt(issuer, signature));
    expect(recovered).toBe(`3071300D060960864801650304020105000460${toHex(digests)}`);
  });

  test('EF 0001 and 0005: signed by the issuer, with the key the application signs with', async () => {
    await talking.verify('0011', '600412');
    const birth = objects(only(await talking.read('0001')).value);
    const number = objects(only(await talking.read('0005')).value);
    expect(tags(birth)).toEqual(['DF11', 'DF12', 'DF13']);
    expect(tags(number)).toEqual(['DF41', 'DF42', 'DF43']);
    expect(png(number[0]!.value)).toBe('72x12x1');
    for (const [first, key, signature] of [birth, number]) {
      expect(verify('sha256', concat(first!.whole, key!.whole), issuer, signature!.value)).toBe(true);
      expect(toHex(key!.value)).toBe(toHex(birth[1]!.value));
    }
    const challenge = Uint8Array.of(1, 2, 3);
    const answer = await talking.say('802A03000301020300');
    const signed = Buffer.from(answer.slice(0, -4), 'hex');
    expect(verify('sha256', challenge, keyIn(birth[1]!.value), signed)).toBe(true);
  });

  test('EF 0003: basic information with the municipality', async () => {
    const inside = objects(only(await talking.read('0003')).value);
    expect(inside.map(({ tag, value }) => [tag, value.length])).toEqual([
      ['DF31', 4],
      ['DF32', 16],
      ['DF33', 1],
      ['DF34', 5],
      ['DF35', 272],
    ]);
    expect(fromUtf8(inside[3]!.value)).toBe('13101');
  });
});

describe('card manager', () => {
  test('certificates and names come with an extended Le', async () => {
    const { say } = talk({ quirks: { extendedLength: true } });
    const object = async (tag: string): Promise<Uint8Array> => {
      const answer = await say(`00CA${tag}000000`);
      expect(answer.slice(-4)).toBe('9000');
      return Buffer.from(answer.slice(0, -4), 'hex');
    };
    certifiedKey(await object('00F8'));
    certifiedKey(await object('7F21'));
    expect(fromUtf8(await object('0042'))).toMatch(/^9\d{15}$/);
    expect(fromUtf8(await object('00F7'))).toMatch(/^9\d{15}$/);
    expect(fromUtf8(await object('0045'))).toMatch(/^900000\d{9}$/);
    expect(toHex(await object('0066'))).toMatch(/^73/);
  });

  test('common and juki application name the same key in a record', async () => {
    const { say } = talk();
    await say(SELECT.common);
    const common = await say('00B2011400');
    await say(SELECT.juki);
    expect(await say('00B2011400')).toBe(common);
    expect(common).toMatch(/^0110(3\d){16}9000$/);
  });
});
