import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { encode, oid, sequence } from '../../../core/bytes/der-encode.ts';
import { fromHex } from '../../../core/bytes/hex.ts';
import { toUtf8 } from '../../../core/bytes/utf8.ts';
import { JPKI_ANCHORS } from '../../../core/pki/anchors.ts';
import { POLICY } from '../../../core/pki/jpki-profile.ts';
import { refusalOf } from '../../../core/pki/refusal.ts';
import type { VerificationReport } from '../../../core/pki/report.ts';
import { verifySignature, type SignatureToVerify } from '../../../core/pki/verify-signature.ts';
import {
  authorityKeyId,
  basicConstraints,
  CRL_DISTRIBUTION_POINTS,
  issueLeaf,
  keyUsage,
  leafExtensions,
  makeAuthority,
  newKey,
  NOT_AFTER,
  NOT_BEFORE,
  policies,
  RSA,
  subjectKeyId,
  WITHIN,
  type Authority,
  type Leaf,
  type LeafOptions,
} from './hierarchy.ts';

const BYTES = toUtf8('https://example.jp\nprove it is me\n');
const KEY_ID = fromHex('0102030405');

let signingRoot: Authority;
let authenticationRoot: Authority;
let testRoot: Authority;
/** another generation: the name of signingRoot, another key */
let nextRoot: Authority;
let keys: CryptoKeyPair;
/** for a root whose key does not matter */
let sameKeys: { keys: CryptoKeyPair };

beforeAll(async () => {
  signingRoot = await makeAuthority({ name: 'signca01' });
  nextRoot = await makeAuthority({ name: 'signca02' });
  authenticationRoot = await makeAuthority({ name: 'authca01', issues: 'authentication' });
  testRoot = await makeAuthority({ name: 'test signca', organisation: 'JPKI-SIMULATED', test: true });
  keys = await newKey();
  sameKeys = { keys: signingRoot.keys };
});

const leafOf = (authority: Authority, options: LeafOptions = {}): Promise<Leaf> =>
  issueLeaf(authority, { keys, ...options });

async function reportOn(leaf: Leaf, input: Partial<SignatureToVerify> = {}): Promise<VerificationReport> {
  return verifySignature({
    certificate: leaf.der,
    signedBytes: BYTES,
    signature: await leaf.sign(BYTES),
    expectedPurpose: 'signing',
    now: WITHIN,
    anchors: [signingRoot.anchor, nextRoot.anchor, authenticationRoot.anchor, testRoot.anchor],
    ...input,
  });
}

describe('a good signature', () => {
  it('is reported check by check', async () => {
    const report = await reportOn(await leafOf(signingRoot));
    expect(report).toEqual({
      cryptographic: 'ok',
      chain: { outcome: 'anchored', anchor: 'signca01' },
      period: 'ok',
      purpose: 'ok',
      expectedPurpose: 'signing',
      revocation: 'not-checked',
      time: 'device',
    });
    expect(refusalOf(report, 'production')).toBeUndefined();
  });

  it('of the authentication certificate logs in', async () => {
    const report = await reportOn(await leafOf(authenticationRoot), { expectedPurpose: 'authentication' });
    expect(report).toMatchObject({
      cryptographic: 'ok',
      chain: { outcome: 'anchored', anchor: 'authca01' },
      purpose: 'ok',
      expectedPurpose: 'authentication',
    });
    expect(refusalOf(report, 'production')).toBeUndefined();
  });

  it('finds the root by its key, since generations share one name', async () => {
    const report = await reportOn(await leafOf(nextRoot));
    expect(report.chain).toEqual({ outcome: 'anchored', anchor: 'signca02' });
  });

  it('under a test root is `test`, never `anchored`', async () => {
    const report = await reportOn(await leafOf(testRoot));
    expect(report.chain).toEqual({ outcome: 'test', anchor: 'test signca' });
    expect(refusalOf(report, 'test')).toBeUndefined();
    expect(refusalOf(report, 'production')).toBe('test-root');
  });
});

it('is checked in shared memory, too', async () => {
  const leaf = await leafOf(signingRoot);
  const shared = (bytes: Uint8Array): Uint8Array => {
    const view = new Uint8Array(new SharedArrayBuffer(bytes.length));
    view.set(bytes);
    return view;
  };
  const signature = shared(await leaf.sign(BYTES));
  expect((await reportOn(leaf, { signature, signedBytes: shared(BYTES) })).cryptographic).toBe('ok');
});

describe('the signature itself', () => {
  const failed = async (input: Partial<SignatureToVerify>): Promise<void> => {
    const report = await reportOn(await leafOf(signingRoot), input);
    expect(report).toMatchObject({ cryptographic: 'failed', chain: { outcome: 'anchored' }, purpose: 'ok' });
    expect(refusalOf(report, 'production')).toBe('signature');
  };

  it('fails over other bytes', () => failed({ signedBytes: toUtf8('other') }));
  it('fails by another key', async () => {
    const other = await crypto.subtle.sign(RSA, signingRoot.keys.privateKey, BYTES);
    await failed({ signature: new Uint8Array(other) });
  });
  it.each([0, 1, 255, 257, 512])('fails at a length of %i', (length) =>
    failed({ signature: new Uint8Array(length) }),
  );
  it('fails with SHA-1 inside', async () => {
    const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
    const sha1 = { ...RSA, hash: 'SHA-1' };
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, sha1, false, ['sign']);
    await failed({ signature: new Uint8Array(await crypto.subtle.sign(sha1, key, BYTES)) });
  });

  it('fails under a key that is not RSA', async () => {
    const ec = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, [
      'sign',
      'verify',
    ]);
    const leaf = await leafOf(signingRoot, { keys: ec });
    const report = await verifySignature({
      certificate: leaf.der,
      signedBytes: BYTES,
      signature: new Uint8Array(96),
      expectedPurpose: 'signing',
      now: WITHIN,
      anchors: [signingRoot.anchor],
    });
    expect(report).toMatchObject({ cryptographic: 'failed', chain: { outcome: 'anchored' } });
  });
});

describe('R4: the chain', () => {
  const refused = async (
    leaf: Leaf,
    outcome: string,
    input: Partial<SignatureToVerify> = {},
  ): Promise<void> => {
    const report = await reportOn(leaf, input);
    expect(report.chain.outcome).toBe(outcome);
    expect(report.cryptographic).toBe('ok');
    expect(refusalOf(report, 'production')).toBe(outcome);
    expect(refusalOf(report, 'test')).toBe(outcome);
  };

  it('refuses a leaf that is an authority', async () => {
    await refused(await leafOf(signingRoot, { more: [basicConstraints(true)] }), 'leaf-is-authority');
    const extensions = [keyUsage(0, 1, 5), policies(POLICY.signing)];
    await refused(await leafOf(signingRoot, { extensions }), 'leaf-is-authority');
  });

  it('refuses a root itself', async () => {
    const root: Leaf = {
      ...signingRoot,
      sign: async (bytes) =>
        new Uint8Array(await crypto.subtle.sign(RSA, signingRoot.keys.privateKey, new Uint8Array(bytes))),
    };
    await refused(root, 'leaf-is-authority');
  });

  it('refuses a self-signed leaf, even when it is offered as a root', async () => {
    const self = await makeAuthority({ ...sameKeys, extensions: leafExtensions('signing') });
    const leaf: Leaf = {
      ...self,
      sign: async (bytes) =>
        new Uint8Array(await crypto.subtle.sign(RSA, self.keys.privateKey, new Uint8Array(bytes))),
    };
    await refused(leaf, 'self-signed');
    await refused(leaf, 'self-signed', { anchors: [self.anchor] });
  });

  it('refuses a critical extension nobody here reads', async () => {
    const leaf = (dotted: string, critical: boolean): Promise<Leaf> =>
      leafOf(signingRoot, { more: [new x509.Extension(dotted, critical, fromHex('3000'))] });
    await refused(await leaf('1.2.3.4', true), 'critical-extension');
    expect((await reportOn(await leaf('1.2.3.4', false))).chain.outcome).toBe('anchored');
    expect((await reportOn(await leaf(CRL_DISTRIBUTION_POINTS, true))).chain.outcome).toBe('anchored');
  });

  it('refuses an issuer whose name is not pinned', async () => {
    const stranger = await makeAuthority({ ...sameKeys, organisation: 'Stranger' });
    await refused(await leafOf(stranger), 'unknown-issuer');
    await refused(await leafOf(signingRoot), 'unknown-issuer', { anchors: JPKI_ANCHORS });
    await refused(await leafOf(signingRoot), 'unknown-issuer', { anchors: [] });
  });

  it('refuses a pinned name without a pinned key', async () => {
    const impostor = await makeAuthority();
    await refused(await leafOf(impostor), 'broken');
  });

  it('refuses a certificate whose signed part was changed', async () => {
    const leaf = await leafOf(signingRoot);
    const der = Uint8Array.from(leaf.der);
    const name = Buffer.from(der).indexOf('模擬');
    der[name + 2]! ^= 1;
    await refused({ ...leaf, der }, 'broken');
  });

  it('refuses a certificate signed with another hash', async () => {
    await refused(await leafOf(signingRoot, { hash: 'SHA-512' }), 'broken');
  });

  it('uses key ids where both state one', async () => {
    const withId = await makeAuthority({
      ...sameKeys,
      extensions: [keyUsage(5, 6), basicConstraints(true), subjectKeyId(KEY_ID)],
    });
    const anchors = [withId.anchor];
    const outcome = async (...more: x509.Extension[]): Promise<string> =>
      (await reportOn(await leafOf(withId, { more }), { anchors })).chain.outcome;
    expect(await outcome(authorityKeyId(KEY_ID))).toBe('anchored');
    expect(await outcome()).toBe('anchored');
    expect(await outcome(new x509.Extension('2.5.29.35', false, sequence()))).toBe('anchored');
    await refused(await leafOf(withId, { more: [authorityKeyId(fromHex('0102030406'))] }), 'unknown-issuer', {
      anchors,
    });
    const silent = await leafOf(signingRoot, { more: [authorityKeyId(KEY_ID)] });
    expect((await reportOn(silent)).chain.outcome).toBe('anchored');
  });

  it.each([
    ['that is no authority', () => [keyUsage(5, 6), basicConstraints(false)]],
    ['that states no constraints', () => [keyUsage(5, 6)]],
    ['that may not sign certificates', () => [keyUsage(6), basicConstraints(true)]],
  ])('refuses a root %s', async (_, extensions) => {
    const root = await makeAuthority({ ...sameKeys, name: 'unfit', extensions: extensions() });
    const leaf = await leafOf(root);
    await refused(leaf, 'unfit-anchor', { anchors: [root.anchor] });
    const { chain } = await reportOn(leaf, { anchors: [root.anchor] });
    expect(chain).toEqual({ outcome: 'unfit-anchor', anchor: 'unfit' });
  });
});

describe('R4: the dates', () => {
  const at = async (now: string, leaf: LeafOptions = {}, root = signingRoot): Promise<string | undefined> => {
    const report = await reportOn(await leafOf(root, leaf), { now: new Date(now), anchors: [root.anchor] });
    expect(report.chain.outcome).toBe('anchored');
    const refusal = refusalOf(report, 'production');
    expect(refusal).toBe(report.period === 'ok' ? undefined : report.period);
    return report.period;
  };

  it('count from the first moment to the end of the last second', async () => {
    expect(NOT_BEFORE.toISOString()).toBe('2025-04-01T00:00:00.000Z');
    expect(NOT_AFTER.toISOString()).toBe('2030-03-31T14:59:59.000Z');
    expect(await at('2025-03-31T23:59:59.999Z')).toBe('not-yet-valid');
    expect(await at('2025-04-01T00:00:00.000Z')).toBe('ok');
    expect(await at('2030-03-31T14:59:59.999Z')).toBe('ok');
    expect(await at('2030-03-31T15:00:00.000Z')).toBe('expired');
  });

  it('are those of the root as well', async () => {
    const root = await makeAuthority({
      ...sameKeys,
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2028-12-31T14:59:59Z'),
    });
    expect(await at('2025-12-31T23:59:59Z', {}, root)).toBe('issuer-not-yet-valid');
    expect(await at('2026-01-01T00:00:00Z', {}, root)).toBe('ok');
    expect(await at('2028-12-31T14:59:59Z', {}, root)).toBe('ok');
    expect(await at('2028-12-31T15:00:00Z', {}, root)).toBe('issuer-expired');
    expect(await at('2030-03-31T15:00:00Z', {}, root)).toBe('expired');
    expect(await at('2025-03-31T00:00:00Z', {}, root)).toBe('not-yet-valid');
  });

  it('are said of the certificate alone when its root is not known', async () => {
    const report = await reportOn(await leafOf(signingRoot), { anchors: [] });
    expect(report.chain).toStrictEqual({ outcome: 'unknown-issuer' });
    expect(report.period).toBe('ok');
  });
});

describe('R4 and R5: the purpose', () => {
  const purpose = async (
    root: Authority,
    extensions: x509.Extension[],
    expectedPurpose: 'signing' | 'authentication' = 'signing',
  ): Promise<string> => {
    const report = await reportOn(await leafOf(root, { extensions }), { expectedPurpose });
    expect(refusalOf(report, 'test')).toBe(report.purpose === 'ok' ? undefined : report.purpose);
    return report.purpose;
  };

  it('refuses to log in with the signing certificate', async () => {
    expect(await purpose(signingRoot, leafExtensions('signing'), 'authentication')).toBe('other-purpose');
  });

  it('refuses to sign contracts with the authentication certificate', async () => {
    expect(await purpose(authenticationRoot, leafExtensions('authentication'))).toBe('other-purpose');
  });

  it('refuses a policy that is not of this purpose', async () => {
    expect(await purpose(signingRoot, [keyUsage(0, 1)])).toBe('policy');
    expect(await purpose(signingRoot, [keyUsage(0, 1), policies('1.2.392.200149.8.5.1.1.40')])).toBe(
      'policy',
    );
  });

  it('counts a test policy under a test root only', async () => {
    const extensions = [keyUsage(0, 1), policies(POLICY.testSigning)];
    expect(await purpose(signingRoot, extensions)).toBe('policy');
    expect(await purpose(testRoot, extensions)).toBe('ok');
    expect(await purpose(signingRoot, [keyUsage(0, 1), policies(POLICY.testSigning, POLICY.signing)])).toBe(
      'ok',
    );
  });

  it('refuses a key usage that does not fit the policy', async () => {
    expect(await purpose(signingRoot, [keyUsage(0), policies(POLICY.signing)])).toBe('key-usage');
    expect(await purpose(signingRoot, [keyUsage(1), policies(POLICY.signing)])).toBe('key-usage');
    expect(
      await purpose(authenticationRoot, [keyUsage(0, 1), policies(POLICY.authentication)], 'authentication'),
    ).toBe('key-usage');
  });

  it('refuses a certificate issued by the root of the other purpose', async () => {
    expect(await purpose(authenticationRoot, leafExtensions('signing'))).toBe('authority');
    expect(await purpose(signingRoot, leafExtensions('authentication'), 'authentication')).toBe('authority');
  });

  it('is judged without a root, too', async () => {
    const report = await reportOn(await leafOf(signingRoot), { anchors: [] });
    expect(report.purpose).toBe('ok');
  });
});

describe('refusalOf', () => {
  const good: VerificationReport = {
    cryptographic: 'ok',
    chain: { outcome: 'anchored', anchor: 'a' },
    period: 'ok',
    purpose: 'ok',
    expectedPurpose: 'signing',
    revocation: 'not-checked',
    time: 'device',
  };

  it('names the first check that says no', () => {
    const bad = { cryptographic: 'failed', revocation: 'revoked' } as const;
    expect(refusalOf({ ...good, ...bad }, 'production')).toBe('signature');
    expect(refusalOf({ ...good, ...bad, purpose: 'policy' }, 'production')).toBe('policy');
    expect(refusalOf({ ...good, ...bad, purpose: 'policy', period: 'expired' }, 'production')).toBe(
      'expired',
    );
    const broken = { outcome: 'broken' } as const;
    expect(refusalOf({ ...good, period: 'expired', chain: broken }, 'production')).toBe('broken');
  });

  it('refuses a revoked certificate and leaves the other answers to the caller', () => {
    expect(refusalOf({ ...good, revocation: 'revoked' }, 'production')).toBe('revoked');
    for (const revocation of ['good', 'unknown', 'not-checked'] as const)
      expect(refusalOf({ ...good, revocation }, 'production')).toBeUndefined();
  });
});

it('refuses what is not a certificate', async () => {
  const input = {
    signedBytes: BYTES,
    signature: BYTES,
    expectedPurpose: 'signing',
    now: WITHIN,
    anchors: [],
  } as const;
  const certificate = sequence(encode(0xa0, oid('1.2.3')));
  await expect(verifySignature({ ...input, certificate })).rejects.toMatchObject({
    code: 'certificate.malformed',
  });
  await expect(verifySignature({ ...input, certificate: new Uint8Array(8193) })).rejects.toMatchObject({
    code: 'certificate.too-large',
  });
});
