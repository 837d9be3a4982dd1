import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromBase64url } from '../../../core/bytes/base64url.ts';
import { JPKI_ANCHORS } from '../../../core/pki/anchors.ts';
import { JPKI_ROOTS } from '../../../core/pki/jpki-roots.ts';
import { parseCertificate } from '../../../core/pki/parse-certificate.ts';
import { isRsaSignature } from '../../../core/pki/rsa-signature.ts';
import { TEST_ANCHORS } from '../../../core/pki/test-anchors.ts';
import { TEST_ROOTS } from '../../../core/pki/test-roots.ts';

const FIXTURES = new URL('../../fixtures/public-certs/', import.meta.url);
const TEST_FIXTURES = new URL('../../fixtures/test-roots/', import.meta.url);
const sources = readFileSync(new URL('SOURCES.md', FIXTURES), 'utf8');

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').toUpperCase();
const hashes = (folder: URL): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.cer'))
    .map((name) => hash(readFileSync(new URL(name, folder))))
    .sort();

describe('the pinned roots', () => {
  it('are the six fixtures, byte for byte', () => {
    expect(JPKI_ROOTS.map((root) => hash(fromBase64url(root.certificate))).sort()).toEqual(hashes(FIXTURES));
    for (const root of JPKI_ROOTS) expect(hash(fromBase64url(root.certificate))).toBe(root.sha256);
  });

  it.each(JPKI_ROOTS)('$name has the hash that SOURCES.md states', ({ sha256, issues }) => {
    const row = sources.split('\n').find((line) => line.includes(sha256.toLowerCase()));
    expect(row).toContain(issues === 'signing' ? 'jpki-sign-ca' : 'jpki-auth-ca');
  });

  it.each(JPKI_ROOTS)('$name is an authority that signed itself', async ({ certificate }) => {
    const root = await parseCertificate(fromBase64url(certificate));
    expect(root.purpose).toBe('authority');
    expect(root.keyUsage).toEqual(['keyCertSign', 'cRLSign']);
    expect(root.issuer).toBe(root.subject);
    expect(root.modulusLength).toBe(256);
  });

  it('share one name for each purpose and have different keys', () => {
    const names = new Set(
      JPKI_ANCHORS.map(({ issues, certificate }) => `${issues} ${certificate.subject.text}`),
    );
    expect([...names]).toEqual([
      'signing C=JP, O=JPKI, OU=JPKI for digital signature, OU=Japan Agency for Local Authority Information Systems',
      'authentication C=JP, O=JPKI, OU=JPKI for user authentication, OU=Japan Agency for Local Authority Information Systems',
    ]);
    const keys = new Set(JPKI_ANCHORS.map(({ certificate }) => certificate.publicKey.spki.join()));
    expect(keys.size).toBe(6);
  });

  it('carry signatures of their own keys and are none of them test roots', async () => {
    for (const { certificate, test } of JPKI_ANCHORS) {
      expect(test).toBe(false);
      const { publicKey, tbs, signature } = certificate;
      expect(await isRsaSignature(publicKey.spki, tbs, signature)).toBe(true);
    }
  });
});

describe('the roots of the software card', () => {
  it('are the six fixtures, byte for byte', () => {
    expect(TEST_ROOTS.map((root) => hash(fromBase64url(root.certificate))).sort()).toEqual(
      hashes(TEST_FIXTURES),
    );
    for (const root of TEST_ROOTS) expect(hash(fromBase64url(root.certificate))).toBe(root.sha256);
  });

  it('are test roots that signed themselves', async () => {
    for (const { certificate, test, name } of TEST_ANCHORS) {
      expect(test).toBe(true);
      expect(name).toMatch(/^Kazasu test (sign|auth)ca0[123]$/);
      const { publicKey, tbs, signature } = certificate;
      expect(await isRsaSignature(publicKey.spki, tbs, signature)).toBe(true);
    }
  });

  it('share neither name nor key with a real one', () => {
    const real = JPKI_ANCHORS.map(({ certificate }) => certificate);
    for (const { certificate, issues } of TEST_ANCHORS) {
      expect(certificate.subject.text).toContain('模擬');
      expect(certificate.subject.text).toContain(
        issues === 'signing' ? 'digital signature' : 'user authentication',
      );
      expect(real.map(({ subject }) => subject.text)).not.toContain(certificate.subject.text);
      expect(real.map(({ publicKey }) => publicKey.spki.join())).not.toContain(
        certificate.publicKey.spki.join(),
      );
    }
  });
});
