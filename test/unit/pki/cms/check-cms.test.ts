import 'reflect-metadata';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { concat } from '../../../../core/bytes/concat.ts';
import {
  algorithm,
  encode,
  octetString,
  oid,
  sequence,
  setOf,
  smallInteger,
} from '../../../../core/bytes/der-encode.ts';
import { TAG } from '../../../../core/bytes/der.ts';
import { fromHex, toHex } from '../../../../core/bytes/hex.ts';
import { sha256 } from '../../../../core/bytes/sha256.ts';
import { toUtf8 } from '../../../../core/bytes/utf8.ts';
import { checkCms, type CmsToCheck } from '../../../../core/pki/cms/check-cms.ts';
import { OID } from '../../../../core/pki/cms/oid.ts';
import { refusalOfCms } from '../../../../core/pki/cms/refusal.ts';
import type { CheckedCms, CmsCheck } from '../../../../core/pki/cms/report.ts';
import { readX509 } from '../../../../core/pki/x509/certificate.ts';
import { issueLeaf, makeAuthority, NOT_BEFORE, WITHIN, type Authority, type Leaf } from '../hierarchy.ts';
import {
  attribute,
  FILE,
  issuerAndSerial,
  NULL,
  rawCms,
  rawSigner,
  SHA256,
  sortedSet,
  usualAttributes,
  utcTime,
  type Attributes,
  type RawParts,
  type RawSigner,
} from './raw-cms.ts';

let root: Authority;
let leaf: Leaf;
let other: Leaf;
let digest: Uint8Array;

beforeAll(async () => {
  root = await makeAuthority();
  leaf = await issueLeaf(root);
  // same key, name and serial number: only signingCertificateV2 tells it from the other
  other = await issueLeaf(root, { keys: leaf.keys, notBefore: new Date(NOT_BEFORE.getTime() + 1000) });
  digest = await sha256(FILE);
});

const check = (cms: Uint8Array, input: Partial<CmsToCheck> = {}): Promise<CmsCheck> =>
  checkCms({
    cms,
    contentDigest: digest,
    expectedPurpose: 'signing',
    now: WITHIN,
    anchors: [root.anchor],
    ...input,
  });

async function checked(
  parts: RawParts,
  signer: RawSigner = {},
  input: Partial<CmsToCheck> = {},
): Promise<CheckedCms> {
  const result = await check(await rawCms(leaf, parts, signer), input);
  if (result.format !== 'ok') throw new Error(result.format);
  return result;
}

/** signed attributes with some replaced or, by null, left out, and others added */
async function attributes(
  change: Partial<Record<keyof Attributes, Uint8Array | null>>,
  ...more: Uint8Array[]
): Promise<RawSigner> {
  const all = { ...(await usualAttributes(leaf)), ...change };
  return { attributes: sortedSet([...Object.values(all).filter((part) => part !== null), ...more]) };
}

const GOOD = {
  cryptographic: 'ok',
  chain: { outcome: 'anchored', anchor: 'root' },
  period: 'ok',
  periodAtSigning: 'ok',
  purpose: 'ok',
  expectedPurpose: 'signing',
  contentType: 'ok',
  content: 'ok',
  signingCertificate: 'ok',
  revocation: 'not-checked',
  time: 'device',
};

describe('a good CMS', () => {
  it('beside its file is reported check by check, with the signer and the claimed time', async () => {
    const result = await checked({});
    expect(result.report).toEqual(GOOD);
    expect(result.certificate.holder?.name).toBe('模擬　太郎');
    expect(result.signingTime).toEqual(new Date('2027-01-01T00:00:00Z'));
    expect(result.notChecked).toEqual([]);
    expect(result).not.toHaveProperty('content');
    expect(refusalOfCms(result, 'production')).toBeUndefined();
  });

  it('around its content gives the content out', async () => {
    const result = await check(await rawCms(leaf, { content: octetString(FILE) }), {
      contentDigest: undefined!,
    });
    expect(result).toMatchObject({ format: 'ok', report: GOOD });
    expect(toHex((result as CheckedCms).content!)).toBe(toHex(FILE));
  });

  it('may be of an empty file', async () => {
    const empty = new Uint8Array();
    const signer = await attributes({
      messageDigest: attribute(OID.messageDigest, octetString(await sha256(empty))),
    });
    expect(
      (await checked({ content: octetString(empty) }, signer, { contentDigest: undefined! })).report,
    ).toEqual(GOOD);
  });

  it('may write its algorithms in the other ways that RFC 5754 and RFC 4055 allow', async () => {
    const withNull = algorithm(OID.sha256, 'null');
    const named = algorithm(OID.sha256WithRsa, 'null');
    const digests = setOf(withNull, algorithm('2.16.840.1.101.3.4.2.3', 'absent'));
    const result = await checked(
      { digestAlgorithms: digests },
      { digestAlgorithm: withNull, signatureAlgorithm: named },
    );
    expect(result.report).toEqual(GOOD);
    expect((await checked({}, { digestAlgorithm: withNull })).report).toEqual(GOOD);
    const bare = algorithm(OID.sha256WithRsa, 'absent');
    expect((await checked({}, { signatureAlgorithm: bare })).report).toEqual(GOOD);
  });

  it('may bring certificates, revocation lists and version 3 along', async () => {
    const certificates = sortedSet([leaf.der, root.der]);
    const crls = encode(0xa1, sequence());
    const result = await checked({ certificates, crls, version: smallInteger(3) });
    expect(result.report).toEqual(GOOD);
  });

  it('says which attributes were not looked at', async () => {
    const signer = await attributes({}, attribute('1.2.3.4', NULL, smallInteger(1)));
    const unsigned = [attribute('1.2.840.113549.1.9.16.2.14', sequence())];
    const result = await checked({}, { ...signer, unsigned });
    expect(result.report).toEqual(GOOD);
    expect(result.notChecked).toEqual(['1.2.3.4', '1.2.840.113549.1.9.16.2.14']);
  });

  it('under a test root is `test`', async () => {
    const anchors = [{ ...root.anchor, test: true }];
    const result = await checked({}, {}, { anchors });
    expect(result.report.chain).toEqual({ outcome: 'test', anchor: 'root' });
    expect(refusalOfCms(result, 'production')).toBe('test-root');
    expect(refusalOfCms(result, 'test')).toBeUndefined();
  });
});

describe('what is not a CMS that can be checked', () => {
  const expectFault = async (fault: string, parts: RawParts, signer: RawSigner = {}): Promise<void> => {
    const result = await check(await rawCms(leaf, parts, signer));
    expect(result).toEqual({ format: fault });
    expect(refusalOfCms(result, 'test')).toBe(fault);
  };

  it('is too large above 16 MiB', async () => {
    const limit = 16 * 1024 * 1024;
    expect(await check(new Uint8Array(limit + 1))).toEqual({ format: 'too-large' });
    expect(await check(new Uint8Array(limit))).toEqual({ format: 'not-der' });
  });

  it('is made of millions of tiny parts: given up before they fill the memory', async () => {
    const nulls = new Uint8Array(15 * 1024 * 1024);
    for (let at = 0; at < nulls.length; at += 2) nulls[at] = 5;
    expect(await check(sequence(nulls))).toEqual({ format: 'not-der' });
  });

  it('is not DER to the last byte', async () => {
    const cms = await rawCms(leaf);
    expect(await check(cms.subarray(0, -1))).toEqual({ format: 'not-der' });
    expect(await check(concat(cms, Uint8Array.of(0)))).toEqual({ format: 'not-der' });
    expect(await check(new Uint8Array())).toEqual({ format: 'not-der' });
  });

  it('has sets out of order under their own tags', async () => {
    await expectFault('not-der', { certificates: sortedSet([leaf.der, root.der]).toReversed() });
    const { attributes: sorted } = await attributes({});
    await expectFault('not-der', {}, { attributes: sorted!.toReversed() });
    const [one, two] = [attribute('1.2.3', NULL), attribute('1.2.4', NULL)];
    await expectFault('not-der', {}, { unsigned: [two, one] });
    expect((await checked({}, { unsigned: [one, two] })).notChecked).toEqual(['1.2.3', '1.2.4']);
  });

  it.each<[string, RawParts, RawSigner?]>([
    ['another content', { infoType: OID.data }],
    ['version 0', { version: smallInteger(0) }],
    ['version 4', { version: smallInteger(4) }],
    ['a version of two bytes', { version: fromHex('02020101') }],
    ['a version of another type', { version: fromHex('0C0101') }],
    ['digest algorithms in a sequence', { digestAlgorithms: sequence(SHA256) }],
    ['content that is no sequence', { encapsulated: setOf(oid(OID.data)) }],
    ['content without a type', { encapsulated: sequence() }],
    [
      'content with a third part',
      { encapsulated: sequence(oid(OID.data), encode(0xa0, octetString(FILE)), NULL) },
    ],
    ['content under another tag', { encapsulated: sequence(oid(OID.data), encode(0xa1, octetString(FILE))) }],
    ['content of another type', { content: encode(TAG.utf8String, FILE) }],
    ['content twice', { content: concat(octetString(FILE), octetString(FILE)) }],
    ['no content in its tag', { encapsulated: sequence(oid(OID.data), encode(0xa0)) }],
    ['something after the signers', { rest: NULL }],
    ['a signer that is a set', { signers: [setOf()] }],
    ['a signer with a spare part', {}, { rest: NULL }],
    ['a signer without a version', {}, { version: new Uint8Array() }],
    ['a digest algorithm that is a set', {}, { digestAlgorithm: setOf() }],
    ['a signature algorithm that is a set', {}, { signatureAlgorithm: setOf() }],
    ['a signature in bits', {}, { signature: fromHex('030100') }],
    ['an attribute without type', {}, { attributes: [sequence(setOf(NULL))] }],
    ['an attribute without values', {}, { attributes: [sequence(oid('1.2.3'))] }],
    ['an attribute with no value', {}, { attributes: [attribute('1.2.3')] }],
    [
      'an attribute whose values are a sequence',
      {},
      { attributes: [sequence(oid('1.2.3'), sequence(NULL))] },
    ],
    ['an attribute with a third part', {}, { attributes: [sequence(oid('1.2.3'), setOf(NULL), NULL)] }],
    ['an attribute that is a set', {}, { attributes: [setOf(oid('1.2.3'), setOf(NULL))] }],
    ['an unsigned attribute with no value', {}, { unsigned: [attribute('1.2.3')] }],
  ])('is DER, but no SignedData: %s', (_, parts, signer) => expectFault('not-signed-data', parts, signer));

  it('is DER, but no SignedData: around it', async () => {
    const cms = await rawCms(leaf);
    const inner = readInner(cms);
    for (const wrong of [
      sequence(oid(OID.signedData), encode(0xa1, inner)),
      sequence(oid(OID.signedData), encode(0xa0, inner, NULL)),
      sequence(oid(OID.signedData), encode(0xa0, inner), NULL),
      sequence(oid(OID.signedData)),
      setOf(oid(OID.signedData), encode(0xa0, inner)),
      NULL,
    ])
      expect(await check(wrong)).toEqual({ format: 'not-signed-data' });
    expect(await check(sequence(oid(OID.signedData), encode(0xa0, inner)))).toMatchObject({ format: 'ok' });
  });

  it('has not exactly one signer', async () => {
    await expectFault('no-signer', { signers: [] });
    const twice = [await rawSigner(leaf), await rawSigner(leaf)];
    await expectFault('several-signers', { signers: twice });
    await expectFault('several-signers', { signers: [await rawSigner(leaf), sequence()] });
  });

  it('names its signer in another way', async () => {
    const keyId = encode(0x80, fromHex('0102'));
    await expectFault('signer-id', { version: smallInteger(3) }, { version: smallInteger(3), id: keyId });
    await expectFault('signer-id', {}, { version: smallInteger(1), id: keyId });
    await expectFault('signer-id', {}, { version: smallInteger(3) });
    await expectFault('signer-id', {}, { version: fromHex('02020101') });
  });

  it.each<[string, RawParts, RawSigner?]>([
    ['a digest that is not announced', { digestAlgorithms: setOf() }],
    [
      'only another digest announced',
      { digestAlgorithms: setOf(algorithm('2.16.840.1.101.3.4.2.3', 'absent')) },
    ],
    ['SHA-1', {}, { digestAlgorithm: algorithm('1.3.14.3.2.26', 'absent') }],
    ['SHA-256 with odd parameters', {}, { digestAlgorithm: sequence(oid(OID.sha256), smallInteger(1)) }],
    ['RSA-PSS', {}, { signatureAlgorithm: algorithm('1.2.840.113549.1.1.10', 'absent') }],
    ['SHA-1 with RSA', {}, { signatureAlgorithm: algorithm('1.2.840.113549.1.1.5', 'null') }],
    ['an RSA key without its NULL', {}, { signatureAlgorithm: algorithm(OID.rsaEncryption, 'absent') }],
  ])('uses another algorithm: %s', (_, parts, signer) => expectFault('algorithm', parts, signer));

  it('has no certificate of its signer', async () => {
    await expectFault('no-certificate', { certificates: [] });
    await expectFault('no-certificate', { certificates: [root.der] });
    const { issuer } = readX509(leaf.der);
    await expectFault('no-certificate', {}, { id: sequence(issuer.der, smallInteger(7)) });
    const cut = issuerAndSerial(leaf);
    await expectFault('no-certificate', {}, { id: sequence(cut) });
  });

  it('has a certificate that cannot be read', async () => {
    await expectFault('certificate', { certificates: [sequence()] });
    await expectFault('certificate', { certificates: [encode(0xa1, leaf.der)] });
    const large = sequence(octetString(new Uint8Array(8192)));
    await expectFault('certificate', { certificates: [large] });
    expect((await checked({ certificates: sortedSet([leaf.der, sequence()]) })).report).toEqual(GOOD);
  });

  it('has no signed attributes', async () => {
    await expectFault('no-signed-attributes', {}, { attributes: [] });
  });

  it('lacks an attribute', async () => {
    await expectFault('missing-attribute', {}, await attributes({ contentType: null }));
    await expectFault('missing-attribute', {}, await attributes({ messageDigest: null }));
  });

  it('has an attribute twice, or with two values', async () => {
    const usual = await usualAttributes(leaf);
    for (const again of Object.values(usual) as Uint8Array[])
      await expectFault('duplicate-attribute', {}, await attributes({}, again));
    await expectFault(
      'duplicate-attribute',
      {},
      await attributes({}, attribute('1.2.3', NULL), attribute('1.2.3', smallInteger(1))),
    );
    const two = [smallInteger(1), smallInteger(2)];
    await expectFault(
      'duplicate-attribute',
      {},
      await attributes({ contentType: attribute(OID.contentType, ...two) }),
    );
    await expectFault(
      'duplicate-attribute',
      {},
      await attributes({ messageDigest: attribute(OID.messageDigest, ...two) }),
    );
    await expectFault(
      'duplicate-attribute',
      {},
      await attributes({ signingTime: attribute(OID.signingTime, ...two) }),
    );
    await expectFault(
      'duplicate-attribute',
      {},
      await attributes({ signingCertificate: attribute(OID.signingCertificateV2, ...two) }),
    );
  });
});

describe('each check says no by its own name', () => {
  const expectNo = async (
    change: Partial<CheckedCms['report']>,
    refusal: string | undefined,
    parts: RawParts,
    signer: RawSigner = {},
    input: Partial<CmsToCheck> = {},
  ): Promise<void> => {
    const result = await checked(parts, signer, input);
    expect(result.report).toEqual({ ...GOOD, ...change });
    expect(refusalOfCms(result, 'production')).toBe(refusal);
  };

  it('signature', async () => {
    const signature = octetString(new Uint8Array(256).fill(1));
    await expectNo({ cryptographic: 'failed' }, 'signature', {}, { signature });
    const overFile = octetString(await leaf.sign(FILE));
    await expectNo({ cryptographic: 'failed' }, 'signature', {}, { signature: overFile });
  });

  it('content', async () => {
    const content = octetString(toUtf8('another'));
    const contentDigest = await sha256(toUtf8('another'));
    await expectNo({ content: 'changed' }, 'content-changed', {}, {}, { contentDigest });
    await expectNo({ content: 'changed' }, 'content-changed', { content }, {}, { contentDigest: undefined! });
    await expectNo({ content: 'changed' }, 'content-changed', { content });
    await expectNo(
      { content: 'changed' },
      'content-changed',
      { content: octetString(FILE) },
      {},
      { contentDigest },
    );
    await expectNo({ content: 'absent' }, 'content-absent', {}, {}, { contentDigest: undefined! });
    await expectNo({ content: 'changed' }, 'content-changed', {}, {}, { contentDigest: new Uint8Array() });
    const text = await attributes({
      messageDigest: attribute(OID.messageDigest, encode(TAG.utf8String, digest)),
    });
    await expectNo({ content: 'changed' }, 'content-changed', {}, text);
  });

  it('content type', async () => {
    const data = await attributes({ contentType: attribute(OID.contentType, oid('1.2.3')) });
    await expectNo({ contentType: 'other' }, 'content-type', {}, data);
    await expectNo({ contentType: 'other' }, 'content-type', { contentType: '1.2.3' });
    await expectNo({ contentType: 'other' }, 'content-type', { contentType: '1.2.3' }, data);
    const number = await attributes({ contentType: attribute(OID.contentType, NULL) });
    await expectNo({ contentType: 'other' }, 'content-type', {}, number);
  });

  it('signing certificate', async () => {
    const outcome = async (...value: Uint8Array[]): Promise<string> => {
      const changed = value.length === 0 ? null : attribute(OID.signingCertificateV2, ...value);
      const result = await checked({}, await attributes({ signingCertificate: changed }));
      const { signingCertificate } = result.report;
      expect(result.report).toEqual({ ...GOOD, signingCertificate });
      const refusal = refusalOfCms(result, 'production');
      expect(refusal).toBe(
        signingCertificate === 'ok' ? undefined : `signing-certificate-${signingCertificate}`,
      );
      return signingCertificate;
    };
    const hash = octetString(await sha256(leaf.der));
    const ids = (...parts: Uint8Array[]): Uint8Array => sequence(sequence(sequence(...parts)));
    const { issuer, serialNumber } = readX509(leaf.der);
    const names = (name: Uint8Array): Uint8Array => sequence(encode(0xa4, name));
    const otherId = sequence(octetString(new Uint8Array(32)));

    expect(await outcome()).toBe('absent');
    expect(await outcome(ids(octetString(await sha256(other.der))))).toBe('other');
    expect(await outcome(ids(octetString(digest)))).toBe('other');
    expect(await outcome(sequence(sequence(otherId, sequence(hash))))).toBe('other');
    expect(await outcome(sequence(sequence(sequence(hash), otherId)))).toBe('ok');
    expect(await outcome(sequence(sequence(sequence(hash)), sequence()))).toBe('ok');
    expect(await outcome(ids(SHA256, hash))).toBe('ok');
    expect(await outcome(ids(hash, sequence(names(issuer.der), serialNumber.der)))).toBe('ok');
    expect(await outcome(ids(SHA256, hash, sequence(names(issuer.der), serialNumber.der)))).toBe('ok');
    expect(await outcome(ids(hash, sequence(names(issuer.der), smallInteger(1))))).toBe('other');
    expect(await outcome(ids(hash, sequence(names(sequence()), serialNumber.der)))).toBe('other');
    expect(await outcome(ids(algorithm('2.16.840.1.101.3.4.2.3', 'absent'), hash))).toBe('unreadable');
    for (const wrong of [
      NULL,
      sequence(),
      sequence(sequence()),
      ids(),
      ids(SHA256),
      ids(hash, NULL),
      ids(sequence(), hash),
      sequence(sequence(sequence(hash)), NULL),
      sequence(sequence(sequence(hash)), sequence(), NULL),
      sequence(sequence(setOf(hash))),
      sequence(setOf(sequence(hash))),
      setOf(sequence(sequence(hash))),
    ])
      expect(await outcome(wrong), toHex(wrong)).toBe('unreadable');
  });

  it('signing certificate, when another of the same key, issuer and serial number is put in its place', async () => {
    const certificates = [other.der];
    const outcome = { signingCertificate: 'other' } as const;
    await expectNo(outcome, 'signing-certificate-other', { certificates });
  });

  it('dates at the claimed time', async () => {
    const at = async (value: Uint8Array | null): Promise<RawSigner> =>
      attributes({ signingTime: value && attribute(OID.signingTime, value) });
    const refusal = 'period-at-signing';
    await expectNo({ periodAtSigning: 'not-yet-valid' }, refusal, {}, await at(utcTime('250331235959Z')));
    await expectNo({ periodAtSigning: 'expired' }, refusal, {}, await at(utcTime('300331150000Z')));
    await expectNo({ periodAtSigning: 'unreadable' }, refusal, {}, await at(NULL));
    await expectNo({ periodAtSigning: 'no-signing-time' }, undefined, {}, await at(null));
    expect(await checked({}, await at(null))).not.toHaveProperty('signingTime');
    expect(await checked({}, await at(NULL))).not.toHaveProperty('signingTime');
  });

  it('dates of the root at the claimed time', async () => {
    const { certificate } = root.anchor;
    const late = { ...certificate, notBefore: new Date('2026-12-31T00:00:00Z') };
    const anchors = [{ ...root.anchor, certificate: late }];
    const signer = await attributes({ signingTime: attribute(OID.signingTime, utcTime('261230000000Z')) });
    await expectNo({ periodAtSigning: 'issuer-not-yet-valid' }, 'period-at-signing', {}, signer, { anchors });
  });

  it('what verify-signature.ts checks', async () => {
    const chain = { outcome: 'unknown-issuer' } as const;
    await expectNo({ chain }, 'unknown-issuer', {}, {}, { anchors: [] });
    const now = new Date('2031-01-01T00:00:00Z');
    await expectNo({ period: 'expired' }, 'expired', {}, {}, { now });
    const expectedPurpose = 'authentication';
    await expectNo(
      { purpose: 'other-purpose', expectedPurpose },
      'other-purpose',
      {},
      {},
      { expectedPurpose },
    );
  });

  it('revoked comes last', async () => {
    const result = await checked({});
    const revoked = { ...result, report: { ...result.report, revocation: 'revoked' as const } };
    expect(refusalOfCms(revoked, 'production')).toBe('revoked');
    const changed = { ...revoked, report: { ...revoked.report, content: 'changed' as const } };
    expect(refusalOfCms(changed, 'production')).toBe('content-changed');
    const failed = { ...changed, report: { ...changed.report, cryptographic: 'failed' as const } };
    expect(refusalOfCms(failed, 'production')).toBe('signature');
  });
});

it('a key that is not RSA signs nothing', async () => {
  const ec = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, [
    'sign',
    'verify',
  ]);
  const certificate = await issueLeaf(root, { keys: ec });
  const signer = await rawSigner({ ...certificate, sign: () => Promise.resolve(new Uint8Array(96)) });
  const cms = await rawCms(certificate, { signers: [signer] });
  expect(await check(cms)).toMatchObject({ format: 'ok', report: { cryptographic: 'failed' } });
});

describe('any bytes', () => {
  it('have an outcome', async () => {
    const outcome = async (bytes: Uint8Array): Promise<void> => {
      expect(typeof (await check(bytes)).format).toBe('string');
    };
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), outcome));
  });

  it('that are a CMS with a byte changed in certificate, signed attributes or signature are refused', async () => {
    const cms = await rawCms(leaf);
    const certificate = Buffer.from(cms).indexOf(leaf.der);
    const afterCertificate = certificate + leaf.der.length;
    const signed = Buffer.from(cms).indexOf(
      encode(TAG.oid, oid(OID.contentType).subarray(2)),
      afterCertificate,
    );
    const place = fc.oneof(
      fc.integer({ min: certificate, max: afterCertificate - 1 }),
      fc.integer({ min: signed, max: cms.length - 257 - 16 }),
      fc.integer({ min: cms.length - 256, max: cms.length - 1 }),
    );
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const bytes = Uint8Array.from(cms);
        bytes[at]! ^= mask;
        expect(refusalOfCms(await check(bytes), 'production')).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});

function readInner(cms: Uint8Array): Uint8Array {
  // ContentInfo: header 4, OID 11, [0] header 4
  return cms.subarray(19);
}
