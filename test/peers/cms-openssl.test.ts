import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../core/bytes/hex.ts';
import { signWithForge } from './cms-forge.ts';
import { FILE, makeParties, type Parties } from './cms-parties.ts';
import { signWithPkijs, verifyWithPkijs } from './cms-pkijs.ts';
import { WITHIN } from '../unit/pki/hierarchy.ts';

let parties: Parties;

beforeAll(async () => {
  parties = await makeParties();
});

afterAll(() => parties.openssl.close());

describe('a CMS made here', () => {
  it.each(['cms', 'cades'] as const)(
    'is accepted by openssl %s -verify, beside its file and around it',
    async (profile) => {
      expect(parties.accepts(await parties.sign(), profile)).toBe(true);
      expect(parties.accepts(await parties.sign(FILE), profile, 'inside')).toBe(true);
    },
  );

  it('is accepted by pkijs', async () => {
    expect(await verifyWithPkijs(await parties.sign(), FILE, parties.root.der, WITHIN)).toBe(true);
  });

  it('gives its content out', async () => {
    const input = parties.openssl.file('attached', await parties.sign(FILE));
    const root = ['-CAfile', parties.paths.root, '-attime', String(WITHIN.getTime() / 1000)];
    const content = parties.openssl.run('cms', '-verify', '-binary', '-inform', 'DER', '-in', input, ...root);
    expect(toHex(content!)).toBe(toHex(FILE));
  });

  it('is the DER that openssl writes of it', async () => {
    for (const cms of [await parties.sign(), await parties.sign(FILE)]) {
      const input = parties.openssl.file('ours', cms);
      const again = parties.openssl.run('cms', '-cmsout', '-inform', 'DER', '-outform', 'DER', '-in', input);
      expect(toHex(again!)).toBe(toHex(cms));
    }
  });
});

describe('a CMS made elsewhere is judged as openssl judges it', () => {
  const expectSame = async (cms: Uint8Array): Promise<void> => {
    const refusal = await parties.refusal(cms);
    expect(refusal === undefined).toBe(parties.accepts(cms, 'cades'));
    // without -cades openssl does not ask for the signing certificate; nothing else may differ
    expect(refusal === undefined || refusal === 'signing-certificate-absent').toBe(
      parties.accepts(cms, 'cms'),
    );
  };
  const makers: Record<string, () => Promise<Uint8Array> | Uint8Array> = {
    'openssl -cades': () => parties.signWithOpenSsl('-md', 'sha256', '-cades'),
    'openssl -cades -nodetach': () => parties.signWithOpenSsl('-md', 'sha256', '-cades', '-nodetach'),
    'openssl -cades with another certificate': () =>
      parties.signWithOpenSsl('-md', 'sha256', '-cades', '-certfile', parties.paths.root),
    openssl: () => parties.signWithOpenSsl('-md', 'sha256'),
    'openssl -nodetach': () => parties.signWithOpenSsl('-md', 'sha256', '-nodetach'),
    'openssl -nocerts': () => parties.signWithOpenSsl('-md', 'sha256', '-nocerts'),
    pkijs: () =>
      signWithPkijs(
        { certificate: parties.leaf.der, privateKey: parties.leaf.keys.privateKey },
        FILE,
        WITHIN,
      ),
    'node-forge': () => signWithForge(parties.pems.certificate, parties.pems.privateKey, FILE, WITHIN, true),
    'node-forge, attached': () =>
      signWithForge(parties.pems.certificate, parties.pems.privateKey, FILE, WITHIN, false),
  };

  it.each(Object.keys(makers))('%s', async (maker) => {
    await expectSame(await makers[maker]!());
  });

  it('and each maker but -nocerts makes one that both accept, up to the signing certificate', async () => {
    const accepted: string[] = [];
    for (const [name, make] of Object.entries(makers)) {
      const refusal = await parties.refusal(await make());
      if (refusal === undefined || refusal === 'signing-certificate-absent') accepted.push(name);
    }
    expect(accepted).toEqual(Object.keys(makers).filter((name) => name !== 'openssl -nocerts'));
  });
});
