import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithm, encode, oid, sequence, setOf } from '../../../core/bytes/der-encode.ts';
import { TAG } from '../../../core/bytes/der.ts';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { toUtf8 } from '../../../core/bytes/utf8.ts';
import type { JpkiCertificate } from '../../../core/pki/certificate.ts';
import { HOLDER_OID, POLICY } from '../../../core/pki/jpki-profile.ts';
import { parseCertificate } from '../../../core/pki/parse-certificate.ts';
import {
  altName,
  basicConstraints,
  HOLDER_NAMES,
  issueLeaf,
  keyUsage,
  makeAuthority,
  otherName,
  policies,
  utf8,
  type Authority,
  type Leaf,
} from './hierarchy.ts';
import {
  attribute,
  bitString,
  extension,
  rawCertificate,
  RSA_ALGORITHM,
  rsaKey,
  time,
  withExtensions,
} from './raw-certificate.ts';

const parse = parseCertificate;
const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/public-certs/${name}`, import.meta.url));

let authority: Authority;
let signing: Leaf;

beforeAll(async () => {
  authority = await makeAuthority();
  signing = await issueLeaf(authority);
});

/** a certificate with these extensions, parsed */
const withOnly = async (...extensions: x509.Extension[]): Promise<JpkiCertificate> =>
  parse((await issueLeaf(authority, { extensions, keys: signing.keys })).der);

describe('a J-LIS root', () => {
  it('reads as openssl reads it', async () => {
    const der = fixture('jpki-sign-ca-02-2019.cer');
    const name =
      'C=JP, O=JPKI, OU=JPKI for digital signature, OU=Japan Agency for Local Authority Information Systems';
    const root = await parse(der);
    expect(root).toMatchObject({
      sha256: '79679C33E4CC9319440F1AD120A597FF1844E2EF217063ADB176966FD5E6FBEB',
      serialNumber: '0132C4AB',
      notBefore: new Date('2019-09-14T23:41:56Z'),
      notAfter: new Date('2029-09-14T14:59:59Z'),
      issuer: name,
      subject: name,
      purpose: 'authority',
      policies: [],
      keyUsage: ['keyCertSign', 'cRLSign'],
      modulusLength: 256,
      unknownOtherNames: [],
    });
    expect(root.unknownExtensions.map(({ oid: type, critical }) => [type, critical])).toEqual([
      ['2.5.29.31', false],
    ]);
    expect(root).not.toHaveProperty('holder');
    expect(root).not.toHaveProperty('subjectCommonName');
  });
});

describe('a holder certificate', () => {
  it('for signing names its holder and agrees with another reader', async () => {
    const certificate = await parse(signing.der);
    const peer = new x509.X509Certificate(new Uint8Array(signing.der));
    expect(certificate.purpose).toBe('signing');
    expect(certificate.holder).toEqual({
      name: '模擬　太郎',
      birthDate: '419900102',
      sex: '1',
      address: '東京都模擬市架空一丁目１番',
      nameSubstitutes: [3],
      addressSubstitutes: [5],
    });
    expect(certificate.unknownOtherNames).toEqual([]);
    expect(certificate.subjectCommonName).toBe('20250401000000000010132210');
    expect(certificate.subject).toBe(peer.subject);
    expect(certificate.issuer).toBe(peer.issuer);
    expect(certificate.serialNumber.toLowerCase()).toBe(peer.serialNumber);
    expect(certificate.notBefore).toEqual(peer.notBefore);
    expect(certificate.notAfter).toEqual(peer.notAfter);
    expect(toHex(certificate.publicKeySpki)).toBe(toHex(new Uint8Array(peer.publicKey.rawData)));
    expect(certificate.sha256).toBe(createHash('sha256').update(signing.der).digest('hex').toUpperCase());
    expect(toHex(certificate.der)).toBe(toHex(signing.der));
  });

  it('is a copy: the buffer it was read from may be used again', async () => {
    const buffer = Buffer.from(signing.der);
    const certificate = await parse(buffer);
    buffer.fill(0);
    expect(toHex(certificate.der)).toBe(toHex(signing.der));
    expect(certificate.publicKeySpki[0]).toBe(0x30);
  });

  it.each([
    ['authentication', [keyUsage(0), policies(POLICY.authentication)]],
    ['signing', [keyUsage(0, 1), policies(POLICY.signing)]],
    ['signing', [keyUsage(0, 1), policies(POLICY.testSigning)]],
    ['signing', [keyUsage(0, 1), policies('1.2.3', POLICY.signing)]],
    ['unknown', [keyUsage(0, 1), policies(POLICY.authentication)]],
    ['unknown', [keyUsage(0), policies(POLICY.signing)]],
    ['unknown', [keyUsage(1), policies(POLICY.signing)]],
    ['unknown', [keyUsage(1), policies(POLICY.authentication)]],
    ['unknown', [keyUsage(2), policies(POLICY.authentication)]],
    ['unknown', [policies(POLICY.authentication)]],
    ['unknown', [keyUsage(0)]],
    ['unknown', [keyUsage(0, 1), policies('1.2.392.200149.8.5.1.1.40')]],
    ['unknown', [keyUsage(0, 1), policies(POLICY.signing + '.1')]],
    ['authority', [keyUsage(0, 1, 5), policies(POLICY.signing)]],
    ['authority', [keyUsage(0), policies(POLICY.authentication), basicConstraints(true)]],
    ['authentication', [keyUsage(0), policies(POLICY.authentication), basicConstraints(false)]],
  ])('is for %s by policy and key usage together (%#)', async (purpose, extensions) => {
    const certificate = await withOnly(...extensions);
    expect(certificate.purpose).toBe(purpose);
  });

  it('lists all nine key usages by name', async () => {
    const { keyUsage: names } = await withOnly(keyUsage(0, 1, 2, 3, 4, 5, 6, 7, 8));
    expect(names).toEqual([
      'digitalSignature',
      'nonRepudiation',
      'keyEncipherment',
      'dataEncipherment',
      'keyAgreement',
      'keyCertSign',
      'cRLSign',
      'encipherOnly',
      'decipherOnly',
    ]);
    expect((await withOnly(keyUsage(8))).keyUsage).toEqual(['decipherOnly']);
    expect((await withOnly(keyUsage(7))).keyUsage).toEqual(['encipherOnly']);
    expect((await withOnly(policies(POLICY.signing))).keyUsage).toEqual([]);
  });

  it('keeps the policies in order', async () => {
    const certificate = await withOnly(policies('1.2.3', POLICY.signing, '2.999.1'));
    expect(certificate.policies).toEqual(['1.2.3', POLICY.signing, '2.999.1']);
  });
});

describe('the names of the holder', () => {
  it('may come in any order', async () => {
    const { holder } = await withOnly(altName(...HOLDER_NAMES.toReversed()));
    expect(holder).toEqual((await parse(signing.der)).holder);
  });

  it('may be only some', async () => {
    const { holder, unknownOtherNames } = await withOnly(altName(otherName(HOLDER_OID.sex, utf8('9'))));
    expect(holder).toEqual({ sex: '9' });
    expect(unknownOtherNames).toEqual([]);
  });

  it('stay raw and are never dropped when they are not known', async () => {
    const furigana = otherName('1.2.392.200149.8.5.5.99', utf8('モギ　タロウ'));
    const number = otherName('1.2.392.200149.8.5.5.98', fromHex('020107'));
    const { holder, unknownOtherNames } = await withOnly(altName(furigana, HOLDER_NAMES[0]!, number));
    expect(holder).toEqual({ name: '模擬　太郎' });
    expect(unknownOtherNames).toEqual([
      { oid: '1.2.392.200149.8.5.5.99', value: utf8('モギ　タロウ'), text: 'モギ　タロウ' },
      { oid: '1.2.392.200149.8.5.5.98', value: fromHex('020107') },
    ]);
  });

  it('stay raw when they come twice or hold something else', async () => {
    const { holder, unknownOtherNames } = await withOnly(
      altName(
        otherName(HOLDER_OID.name, utf8('一')),
        otherName(HOLDER_OID.name, utf8('二')),
        otherName(HOLDER_OID.address, fromHex('040100')),
        otherName(HOLDER_OID.nameSubstitutes, utf8('012')),
        otherName(HOLDER_OID.addressSubstitutes, utf8('x0')),
      ),
    );
    expect(holder).toEqual({ name: '一' });
    expect(unknownOtherNames.map(({ oid: type, text }) => [type, text])).toEqual([
      [HOLDER_OID.name, '二'],
      [HOLDER_OID.address, undefined],
      [HOLDER_OID.nameSubstitutes, '012'],
      [HOLDER_OID.addressSubstitutes, 'x0'],
    ]);
  });

  it('keep surrogate pairs, variation selectors and empty texts as certified', async () => {
    const name = '𠮷田　神\u{E0100}子';
    const { holder } = await withOnly(
      altName(otherName(HOLDER_OID.name, utf8(name)), otherName(HOLDER_OID.nameSubstitutes, utf8(''))),
    );
    expect(holder).toEqual({ name, nameSubstitutes: [] });
  });

  it('leave names of other kinds alone', async () => {
    const mail = encode(0x81, toUtf8('somebody@example.jp'));
    const certificate = await withOnly(altName(mail));
    expect(certificate).not.toHaveProperty('holder');
    expect(certificate.unknownOtherNames).toEqual([]);
  });
});

describe('extensions nobody here reads', () => {
  it('are kept with their criticality', async () => {
    const certificate = await parse(
      withExtensions(
        extension('1.2.3.4', fromHex('FFFF')),
        extension('1.2.3.5', fromHex(''), 0xff),
        extension('1.2.3.6', fromHex('00'), 0x00),
      ),
    );
    expect(certificate.unknownExtensions).toEqual([
      { oid: '1.2.3.4', critical: false, value: fromHex('FFFF') },
      { oid: '1.2.3.5', critical: true, value: fromHex('') },
      { oid: '1.2.3.6', critical: false, value: fromHex('00') },
    ]);
  });
});

describe('names for reading', () => {
  const subjectOf = async (...sets: Uint8Array[]): Promise<string> =>
    (await parse(rawCertificate({ subject: sequence(...sets) }))).subject;

  it('know the usual types and print others by number', async () => {
    const text = await subjectOf(
      attribute('2.5.4.6', TAG.printableString, 'JP'),
      attribute('2.5.4.8', TAG.utf8String, 'Tokyo'),
      attribute('2.5.4.7', TAG.ia5String, 'Mogi-shi'),
      attribute('2.5.4.10', TAG.utf8String, 'O'),
      attribute('2.5.4.11', TAG.utf8String, 'U'),
      attribute('2.5.4.3', TAG.utf8String, '模擬'),
      attribute('2.5.4.5', TAG.utf8String, '7'),
    );
    expect(text).toBe('C=JP, ST=Tokyo, L=Mogi-shi, O=O, OU=U, CN=模擬, 2.5.4.5=7');
  });

  it('escape what could be taken for structure', async () => {
    expect(await subjectOf(attribute('2.5.4.3', TAG.utf8String, 'a,b+c"d\\e<f>g;h, O=x'))).toBe(
      String.raw`CN=a\,b\+c\"d\\e\<f\>g\;h\, O=x`,
    );
    expect(await subjectOf(attribute('2.5.4.3', TAG.utf8String, ' #a '))).toBe(String.raw`CN=\ #a\ `);
    expect(await subjectOf(attribute('2.5.4.3', TAG.utf8String, '#a b'))).toBe(String.raw`CN=\#a b`);
  });

  it('print other types as hex', async () => {
    expect(await subjectOf(attribute('2.5.4.3', TAG.octetString, 'A'))).toBe('CN=#040141');
  });

  it('join the parts of one set, and take the last common name', async () => {
    const pair = (text: string): Uint8Array => sequence(oid('2.5.4.3'), encode(TAG.utf8String, toUtf8(text)));
    const subject = sequence(setOf(pair('a'), pair('b')), attribute('2.5.4.10', TAG.utf8String, 'c'));
    const certificate = await parse(rawCertificate({ subject }));
    expect(certificate.subject).toBe('CN=a+CN=b, O=c');
    expect(certificate.subjectCommonName).toBe('b');
  });

  it('may be empty', async () => {
    expect(await subjectOf()).toBe('');
  });
});

describe('times', () => {
  const notBefore = async (text: string): Promise<string> =>
    (
      await parse(rawCertificate({ validity: sequence(time(text), time('300331145959Z')) }))
    ).notBefore.toISOString();

  it.each([
    ['500101000000Z', '1950-01-01T00:00:00.000Z'],
    ['491231235959Z', '2049-12-31T23:59:59.000Z'],
    ['991231235959Z', '1999-12-31T23:59:59.000Z'],
    ['240229120000Z', '2024-02-29T12:00:00.000Z'],
    ['20500101000000Z', '2050-01-01T00:00:00.000Z'],
    ['00010101000000Z', '0001-01-01T00:00:00.000Z'],
  ])('%s is %s', async (text, iso) => {
    expect(await notBefore(text)).toBe(iso);
  });

  it.each([
    '250229000000Z',
    '251301000000Z',
    '250001000000Z',
    '250132000000Z',
    '250101240000Z',
    '250101006000Z',
    '250101000060Z',
    '2501010000Z',
    '250101000000+0900',
    '25010100000aZ',
    '2501010000000',
    '20250101000000.5Z',
    '2025010100000',
    ' 50101000000Z',
  ])('%s is none', async (text) => {
    await expect(notBefore(text)).rejects.toMatchObject({ code: 'certificate.malformed' });
  });

  it('are not read from other types or beyond their length', async () => {
    const wrong = [
      encode(TAG.utf8String, toUtf8('20250101000000Z')),
      encode(TAG.generalizedTime, toUtf8('20250101000000ZZ')),
      encode(TAG.utcTime, toUtf8('20250101000000Z')),
      encode(TAG.generalizedTime, toUtf8('250101000000Z')),
    ];
    for (const first of wrong) {
      const der = rawCertificate({ validity: sequence(first, time('300331145959Z')) });
      await expect(parse(der)).rejects.toMatchObject({ code: 'certificate.malformed' });
    }
  });
});

describe('what is not a certificate', () => {
  const SKI = '2.5.29.14';
  const KEY_USAGE = '2.5.29.15';
  const SAN = '2.5.29.17';
  const CONSTRAINTS = '2.5.29.19';
  const POLICIES = '2.5.29.32';
  const AKI = '2.5.29.35';
  const SHA1_WITH_RSA = algorithm('1.2.840.113549.1.1.5', 'null');
  const PKCS1 = algorithm('1.2.840.113549.1.1.11', 'null');

  it('as the parts are right, reads', async () => {
    expect(await parse(rawCertificate())).toMatchObject({ serialNumber: '0132', subject: 'CN=somebody' });
    const longest = encode(TAG.integer, new Uint8Array(20).fill(1));
    expect(await parse(rawCertificate({ serialNumber: longest }))).toMatchObject({
      serialNumber: '01'.repeat(20),
    });
    expect(await parse(withExtensions(extension(SKI, fromHex('0401AA'), 0xff)))).toMatchObject({
      unknownExtensions: [],
    });
  });

  const byPart: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['a number', fromHex('020100')],
    ['a set', setOf()],
    ['an empty sequence', fromHex('3000')],
    ['version 1', rawCertificate({ version: encode(0xa0, fromHex('020100')) })],
    ['version 4', rawCertificate({ version: encode(0xa0, fromHex('020103')) })],
    ['no version', rawCertificate({ version: new Uint8Array() })],
    ['version under another tag', rawCertificate({ version: encode(0xa1, fromHex('020102')) })],
    ['version as text', rawCertificate({ version: encode(0xa0, fromHex('0C0102')) })],
    [
      'a serial of 21 bytes',
      rawCertificate({ serialNumber: encode(TAG.integer, new Uint8Array(21).fill(1)) }),
    ],
    ['a serial as text', rawCertificate({ serialNumber: fromHex('0C0131') })],
    ['two algorithms', rawCertificate({ innerAlgorithm: SHA1_WITH_RSA })],
    ['two algorithms, the other way', rawCertificate({ outerAlgorithm: SHA1_WITH_RSA })],
    ['an algorithm that is none', rawCertificate({ innerAlgorithm: sequence(), outerAlgorithm: sequence() })],
    ['algorithms in sets', rawCertificate({ innerAlgorithm: setOf(PKCS1), outerAlgorithm: setOf(PKCS1) })],
    ['an issuer that is no name', rawCertificate({ issuer: setOf() })],
    ['an empty part in a name', rawCertificate({ subject: sequence(setOf()) })],
    [
      'a name of sequences',
      rawCertificate({ subject: sequence(sequence(sequence(oid('2.5.4.3'), utf8('a')))) }),
    ],
    ['an attribute without value', rawCertificate({ subject: sequence(setOf(sequence(oid('2.5.4.3')))) })],
    [
      'an attribute without type',
      rawCertificate({ subject: sequence(setOf(sequence(utf8('a'), utf8('a')))) }),
    ],
    [
      'an attribute with three parts',
      rawCertificate({ subject: sequence(setOf(sequence(oid('2.5.4.3'), utf8('a'), utf8('b')))) }),
    ],
    [
      'a name that is not UTF-8',
      rawCertificate({
        subject: sequence(setOf(sequence(oid('2.5.4.3'), encode(TAG.utf8String, fromHex('FF'))))),
      }),
    ],
    ['one time', rawCertificate({ validity: sequence(time('250401000000Z')) })],
    [
      'three times',
      rawCertificate({ validity: sequence(...Array<Uint8Array>(3).fill(time('250401000000Z'))) }),
    ],
    ['a key that is no sequence', rawCertificate({ publicKey: setOf() })],
    ['a key without bits', rawCertificate({ publicKey: sequence(RSA_ALGORITHM) })],
    ['a key with bits to spare', rawCertificate({ publicKey: sequence(RSA_ALGORITHM, fromHex('030201FE')) })],
    ['a key in octets', rawCertificate({ publicKey: sequence(RSA_ALGORITHM, fromHex('0403003000')) })],
    [
      'a key with a third part',
      rawCertificate({
        publicKey: sequence(RSA_ALGORITHM, bitString(fromHex('3006020105020103')), fromHex('0500')),
      }),
    ],
    [
      'an RSA key that is not DER',
      rawCertificate({ publicKey: sequence(RSA_ALGORITHM, bitString(fromHex('3001'))) }),
    ],
    ['an RSA key of one number', rawCertificate({ publicKey: rsaKey(fromHex('020105')) })],
    [
      'an RSA key of three numbers',
      rawCertificate({ publicKey: rsaKey(fromHex('020105'), fromHex('020103'), fromHex('020103')) }),
    ],
    ['an RSA key of texts', rawCertificate({ publicKey: rsaKey(fromHex('0C0131'), fromHex('020103')) })],
    ['an RSA exponent of text', rawCertificate({ publicKey: rsaKey(fromHex('020105'), fromHex('0C0131')) })],
    ['no extensions', rawCertificate({ extensions: new Uint8Array() })],
    ['extensions that are no sequence', rawCertificate({ extensions: encode(0xa3, setOf()) })],
    ['extensions twice', rawCertificate({ extensions: encode(0xa3, sequence(), sequence()) })],
    ['something after the extensions', rawCertificate({ tbsRest: fromHex('0500') })],
    ['a unique id before the extensions', rawCertificate({ extensions: encode(0x81, fromHex('00')) })],
    ['something after the signature', rawCertificate({ rest: fromHex('0500') })],
    ['a signature with bits to spare', rawCertificate({ signature: fromHex('030201FE') })],
    ['a signature in octets', rawCertificate({ signature: fromHex('04020000') })],
    ['an extension without value', withExtensions(sequence(oid('1.2.3')))],
    ['an extension without type', withExtensions(sequence(fromHex('0400')))],
    [
      'an extension with a fourth part',
      withExtensions(sequence(oid('1.2.3'), fromHex('0400'), fromHex('0500'))),
    ],
    ['an extension of text', withExtensions(sequence(oid('1.2.3'), fromHex('0C00')))],
    ['an extension that is a set', withExtensions(setOf(oid('1.2.3'), fromHex('0400')))],
    [
      'an unknown extension twice',
      withExtensions(extension('1.2.3', fromHex('')), extension('1.2.3', fromHex('00'))),
    ],
    [
      'a known extension twice',
      withExtensions(extension(SKI, fromHex('0400')), extension(SKI, fromHex('0400'))),
    ],
    ['a key usage that is no bit string', withExtensions(extension(KEY_USAGE, fromHex('04020780')))],
    ['a key usage with something after it', withExtensions(extension(KEY_USAGE, fromHex('03020780 0500')))],
    ['a key usage that is not DER', withExtensions(extension(KEY_USAGE, fromHex('03')))],
    ['constraints that are a set', withExtensions(extension(CONSTRAINTS, fromHex('3100')))],
    ['constraints of text', withExtensions(extension(CONSTRAINTS, fromHex('30020C00')))],
    ['constraints with three parts', withExtensions(extension(CONSTRAINTS, fromHex('30080101FF0201000500')))],
    ['policies that are a set', withExtensions(extension(POLICIES, fromHex('3100')))],
    ['a policy without type', withExtensions(extension(POLICIES, fromHex('30023000')))],
    ['a policy that is a set', withExtensions(extension(POLICIES, fromHex('300531030601 2A')))],
    ['an alternative name that is a set', withExtensions(extension(SAN, fromHex('3100')))],
    ['an otherName without value', withExtensions(extension(SAN, sequence(encode(0xa0, oid('1.2.3')))))],
    [
      'an otherName without type',
      withExtensions(extension(SAN, sequence(encode(0xa0, encode(0xa0, utf8('a')))))),
    ],
    [
      'an otherName under another tag',
      withExtensions(extension(SAN, sequence(encode(0xa0, oid('1.2.3'), encode(0xa1, utf8('a')))))),
    ],
    [
      'an otherName with a third part',
      withExtensions(
        extension(SAN, sequence(encode(0xa0, oid('1.2.3'), encode(0xa0, utf8('a')), fromHex('0500')))),
      ),
    ],
    [
      'an otherName with two values',
      withExtensions(
        extension(SAN, sequence(encode(0xa0, oid('1.2.3'), encode(0xa0, utf8('a'), utf8('b'))))),
      ),
    ],
    [
      'an otherName with no value in its tag',
      withExtensions(extension(SAN, sequence(encode(0xa0, oid('1.2.3'), encode(0xa0))))),
    ],
    [
      'an otherName that is not UTF-8',
      withExtensions(extension(SAN, sequence(otherName('1.2.3', fromHex('0C01FF'))))),
    ],
    ['a key id that is a number', withExtensions(extension(SKI, fromHex('020100')))],
    ['an authority key id that is a set', withExtensions(extension(AKI, fromHex('3100')))],
  ];

  it.each(byPart)('%s', async (_, der) => {
    await expect(parse(der)).rejects.toMatchObject({
      name: 'KazasuError',
      code: 'certificate.malformed',
      detail: {},
    });
  });

  it('a certificate with one byte more or less', async () => {
    for (const der of [
      Uint8Array.from([...signing.der, 0xff]),
      signing.der.subarray(0, -1),
      signing.der.subarray(1),
    ])
      await expect(parse(der)).rejects.toMatchObject({ code: 'certificate.malformed' });
  });

  it('more than 8192 bytes', async () => {
    await expect(parse(new Uint8Array(8193))).rejects.toMatchObject({ code: 'certificate.too-large' });
    await expect(parse(new Uint8Array(8192))).rejects.toMatchObject({ code: 'certificate.malformed' });
    const empty = withExtensions(extension('1.2.3', new Uint8Array(4000))).length - 4000;
    const fits = withExtensions(extension('1.2.3', new Uint8Array(8192 - empty)));
    expect(fits.length).toBe(8192);
    expect((await parse(fits)).unknownExtensions[0]?.value.length).toBe(8192 - empty);
  });

  it('tells why in its cause', async () => {
    await expect(parse(fromHex('0400'))).rejects.toMatchObject({ cause: { code: 'bytes.malformed' } });
  });
});

describe('other keys', () => {
  it('have no modulus', async () => {
    const publicKey = sequence(algorithm('1.2.840.10045.2.1', 'absent'), bitString(fromHex('04AA')));
    expect(await parse(rawCertificate({ publicKey }))).not.toHaveProperty('modulusLength');
  });

  it('of RSA count the modulus without its sign byte', async () => {
    const exponent = fromHex('020103');
    const sized = async (modulus: string): Promise<number | undefined> =>
      (await parse(rawCertificate({ publicKey: rsaKey(fromHex(modulus), exponent) }))).modulusLength;
    expect(await sized('02020080')).toBe(1);
    expect(await sized('02027F80')).toBe(2);
  });
});

describe('any bytes', () => {
  const outcome = async (bytes: Uint8Array): Promise<void> => {
    try {
      await parse(bytes);
    } catch (error) {
      expect(error).toMatchObject({ name: 'KazasuError', code: 'certificate.malformed' });
    }
  };

  it('give a certificate or certificate.malformed', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), outcome));
  });

  it('also when they are a certificate with a few bytes changed or cut', async () => {
    const base = signing.der;
    const edits = fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(edits, fc.nat(base.length), async (changes, length) => {
        const bytes = Uint8Array.from(base);
        for (const [at, value] of changes) bytes[at] = value;
        await outcome(bytes);
        await outcome(bytes.subarray(0, length));
      }),
      { numRuns: 300 },
    );
  });
});
