import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDer } from '../../../../core/bytes/der.ts';
import { toHex } from '../../../../core/bytes/hex.ts';
import { sha256 } from '../../../../core/bytes/sha256.ts';
import { assembleCms } from '../../../../core/pki/cms/assemble-cms.ts';
import { checkCms } from '../../../../core/pki/cms/check-cms.ts';
import { refusalOfCms } from '../../../../core/pki/cms/refusal.ts';
import { signedAttributes } from '../../../../core/pki/cms/signed-attributes.ts';
import { readTime, writeTime } from '../../../../core/pki/x509/time.ts';
import { issueLeaf, makeAuthority, WITHIN, type Authority, type Leaf } from '../hierarchy.ts';
import { FILE, rawCms } from './raw-cms.ts';

let root: Authority;
let leaf: Leaf;

beforeAll(async () => {
  root = await makeAuthority();
  leaf = await issueLeaf(root);
});

async function build(content?: Uint8Array): Promise<Uint8Array> {
  const attributes = await signedAttributes({
    contentDigest: await sha256(FILE),
    certificate: leaf.der,
    signingTime: WITHIN,
  });
  const signature = await leaf.sign(attributes);
  return assembleCms({ attributes, signature, certificate: leaf.der, ...(content && { content }) });
}

describe('signedAttributes', () => {
  it('are four, in the order of DER, to the byte', async () => {
    const certificate = readFileSync(
      new URL('../../../fixtures/public-certs/jpki-sign-ca-03-2023.cer', import.meta.url),
    );
    const contentDigest = new Uint8Array(32).fill(0xaa);
    const signingTime = new Date('2026-11-23T09:08:07.654Z');
    const attributes = await signedAttributes({ contentDigest, certificate, signingTime });
    const expected = [
      '31 81A2',
      // contentType: data
      '30 18 0609 2A864886F70D010903 310B 0609 2A864886F70D010701',
      // signingTime, to the second
      '30 1C 0609 2A864886F70D010905 310F 170D 3236313132333039303830375A',
      // messageDigest
      `30 2F 0609 2A864886F70D010904 3122 0420 ${'AA'.repeat(32)}`,
      // signingCertificateV2
      '30 37 060B 2A864886F70D010910022F 3128 3026 3024 3022 0420',
      'D227F6CDE11D35C5252178F106F843D24651944975413B539FA2FB68DBFA365F',
    ];
    expect(toHex(attributes)).toBe(expected.join('').replaceAll(' ', ''));
  });
});

describe('assembleCms', () => {
  it('writes the CMS that another assembly of the same parts gives', async () => {
    expect(toHex(await build())).toBe(toHex(await rawCms(leaf)));
  });

  it('makes signatures that are accepted, beside the file and around it', async () => {
    const input = { expectedPurpose: 'signing', now: WITHIN, anchors: [root.anchor] } as const;
    const beside = await checkCms({ ...input, cms: await build(), contentDigest: await sha256(FILE) });
    expect(refusalOfCms(beside, 'production')).toBeUndefined();
    const around = await checkCms({ ...input, cms: await build(FILE) });
    expect(refusalOfCms(around, 'production')).toBeUndefined();
    expect(around).toMatchObject({ format: 'ok', content: FILE });
  });

  it('leaves the attributes it was given as they were', async () => {
    const input = { contentDigest: await sha256(FILE), certificate: leaf.der, signingTime: WITHIN };
    const attributes = await signedAttributes(input);
    const before = toHex(attributes);
    assembleCms({ attributes, signature: new Uint8Array(256), certificate: leaf.der });
    expect(toHex(attributes)).toBe(before);
  });

  it('refuses a certificate that is none', () => {
    const parts = { attributes: new Uint8Array(2), signature: new Uint8Array(256) };
    expect(() => assembleCms({ ...parts, certificate: new Uint8Array(3) })).toThrow('certificate.malformed');
  });
});

describe('writeTime', () => {
  it.each([
    ['1949-12-31T23:59:59.999Z', '180F31393439313233313233353935395A'],
    ['1950-01-01T00:00:00.000Z', '170D3530303130313030303030305A'],
    ['2049-12-31T23:59:59.999Z', '170D3439313233313233353935395A'],
    ['2050-01-01T00:00:00.000Z', '180F32303530303130313030303030305A'],
  ])('%s', (iso, hex) => {
    const written = writeTime(new Date(iso));
    expect(toHex(written)).toBe(hex);
    expect(readTime(readDer(written)).toISOString().slice(0, 19)).toBe(iso.slice(0, 19));
  });
});
