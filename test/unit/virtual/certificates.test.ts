import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromBase64url } from '../../../core/bytes/base64url.ts';
import { toHex } from '../../../core/bytes/hex.ts';
import { PERSONAS } from '../../../core/virtual/card.ts';
import { KEYS } from '../../../core/virtual/data/keys.ts';
import { ROOTS } from '../../../core/virtual/data/roots.ts';
import { loadPersona } from '../../../core/virtual/personas/index.ts';
import { PrivateKey } from '../../../core/virtual/rsa/private-key.ts';
import { rootCertificate } from '../../../core/virtual/test-ca/root.ts';
import { NOW, SELECT, talk } from './talk.ts';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures');
const USES = ['auth', 'sign'] as const;
const GENERATIONS = [1, 2, 3] as const;
const ROOT_NAMES = USES.flatMap((use) => GENERATIONS.map((generation) => ({ use, generation })));

const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
afterAll(() => rmSync(folder, { recursive: true }));

function openssl(...args: readonly string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });
}

const from = (certificate: X509Certificate): Date => new Date(certificate.validFrom);
const until = (certificate: X509Certificate): Date => new Date(certificate.validTo);

/** Bytes of a certificate without the filler of its file. */
function cut(file: Uint8Array): Uint8Array {
  return file.slice(0, 4 + ((file[2] ?? 0) << 8) + (file[3] ?? 0));
}

describe.each(ROOT_NAMES)('test root $use $generation', ({ use, generation }) => {
  const der = fromBase64url(ROOTS[`${use}-${generation}`]);
  const root = new X509Certificate(der);

  test('it is what the generator makes of its key, and the published file is the same', async () => {
    const made = await rootCertificate(use, generation, new PrivateKey(KEYS[`root-${use}-${generation}`]));
    expect(toHex(made)).toBe(toHex(der));
    const file = `test-${use}-${generation}.cer`;
    expect(toHex(readFileSync(join(FIXTURES, 'test-roots', file)))).toBe(toHex(der));
    const sums = readFileSync(join(FIXTURES, 'test-roots/SHA256SUMS'), 'utf8');
    expect(sums).toContain(`${createHash('sha256').update(der).digest('hex')}  ${file}\n`);
  });

  test('it says that it is none', () => {
    expect(root.subject).toContain('O=KAZASU-TEST (模擬)');
    expect(root.subject).toContain('OU=Not a real certification authority');
    expect(root.subject).not.toMatch(/O=JPKI|Japan Agency/);
    expect(root.issuer).toBe(root.subject);
    expect(root.ca).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
  });

  test('it has the shape of the real one', () => {
    const name = `jpki-${use}-ca-0${generation}`;
    const years = { 1: '2015', 2: '2019', 3: '2023' } as const;
    const real = new X509Certificate(
      readFileSync(join(FIXTURES, 'public-certs', `${name}-${years[generation]}.cer`)),
    );
    const shape = (certificate: X509Certificate): unknown => ({
      from: from(certificate).toISOString().slice(0, 10),
      to: until(certificate).toISOString(),
      serial: certificate.serialNumber.length,
      names: certificate.subject.split('\n').map((line) => line.split('=')[0]),
      extensions: extensionIds(certificate.raw),
    });
    expect(shape(root)).toEqual(shape(real));
  });
});

test('all generations of one authority share one name, the two authorities do not', () => {
  const name = (use: 'auth' | 'sign', generation: 1 | 2 | 3): string =>
    new X509Certificate(fromBase64url(ROOTS[`${use}-${generation}`])).subject;
  for (const use of USES)
    expect(new Set(GENERATIONS.map((generation) => name(use, generation))).size).toBe(1);
  expect(name('auth', 3)).not.toBe(name('sign', 3));
});

/** 2.5.29.x extension numbers in order of appearance. */
function extensionIds(der: Uint8Array): string[] {
  return [...toHex(der).matchAll(/0603551D(0E|0F|11|12|13|1F|20|23|25)/g)].map(([, id]) => id ?? '');
}

describe.each(PERSONAS.map(({ id }) => id))('certificates of %s', (id) => {
  const files: Partial<Record<'auth' | 'sign', X509Certificate>> = {};
  const roots: Partial<Record<'auth' | 'sign', X509Certificate>> = {};
  beforeAll(async () => {
    const persona = await loadPersona(id);
    const open = { ...persona, pins: { ...persona.pins, signing: { value: 'ABC123' } } };
    const { say, verify, read } = talk({ persona: open });
    await say(SELECT.jpki);
    files.auth = new X509Certificate(cut(await read('000A')));
    roots.auth = new X509Certificate(cut(await read('000B')));
    roots.sign = new X509Certificate(cut(await read('0002')));
    if (!persona.certificates.signing) return;
    await verify('001B', 'ABC123');
    files.sign = new X509Certificate(cut(await read('0001')));
  });

  test('openssl verifies them up to the root that is on the card', () => {
    for (const use of USES) {
      const [leaf, root] = [files[use], roots[use]];
      if (leaf === undefined || root === undefined) continue;
      const names = [join(folder, `${id}-${use}-root.pem`), join(folder, `${id}-${use}.pem`)] as const;
      writeFileSync(names[0], root.toString());
      writeFileSync(names[1], leaf.toString());
      const between = Math.floor((from(leaf).getTime() + 86_400_000) / 1000);
      expect(openssl('verify', '-attime', String(between), '-CAfile', ...names)).toContain(': OK');
      expect(leaf.checkIssued(root)).toBe(true);
      expect(leaf.ca).toBe(false);
    }
  });

  test('they end with the last second of a birthday in Japan, five years after issue at most', async () => {
    const { holderOf } = await import('../../../core/virtual/holder.ts');
    const { birth } = holderOf(await loadPersona(id), NOW, { foreignBirthYear: 'era' });
    for (const certificate of Object.values(files)) {
      const end = until(certificate).toISOString();
      expect(end.slice(11)).toBe('14:59:59.000Z');
      expect(end.slice(5, 10).replace('-', '')).toBe(birth.slice(4) === '0229' ? '0228' : birth.slice(4));
      const years = (until(certificate).getTime() - from(certificate).getTime()) / 31_556_952_000;
      expect(years).toBeGreaterThan(3.99);
      expect(years).toBeLessThan(5.01);
    }
  });

  test('they are of realistic size', () => {
    expect(files.auth?.raw.length).toBeGreaterThan(1450);
    expect(files.auth?.raw.length).toBeLessThan(1650);
    if (files.sign !== undefined) expect(files.sign.raw.length).toBeGreaterThanOrEqual(1500);
    if (files.sign !== undefined) expect(files.sign.raw.length).toBeLessThan(2300);
  });

  test('subjects: an identifier for authentication, place and request for signing', async () => {
    const { municipality, locality } = await loadPersona(id);
    expect(files.auth?.subject).toMatch(new RegExp(`^C=JP\nCN=[0-9A-Z]{14}${municipality}[0-9A-Z]{4}$`));
    const place = locality.map((part) => `L=${part}`).join('\n');
    if (files.sign !== undefined) {
      expect(files.sign.subject).toMatch(
        new RegExp(`^C=JP\n${place}\nCN=20\\d{17}${municipality}[0-9A-Z]{4}$`),
      );
    }
  });
});

test('personal data stand in the order .1 .4 .3 .5 .2 .6 and with the values of the persona', async () => {
  const { say, verify, read } = talk({ persona: 'substitutes' });
  await say(SELECT.jpki);
  await verify('001B', 'ABC123');
  const file = join(folder, 'names.der');
  writeFileSync(file, cut(await read('0001')));
  const text = openssl('x509', '-inform', 'der', '-in', file, '-noout', '-ext', 'subjectAltName');
  const names = [...text.matchAll(/othername: ?1\.2\.392\.200149\.8\.5\.5\.(\d)::([^,\n]*)/g)];
  expect(names.map(([, suffix, value]) => [suffix, value])).toEqual([
    ['1', '橋本　架葉'],
    ['4', '319720920'],
    ['3', '2'],
    ['5', '埼玉県川口市模擬崎町七番地の８'],
    ['2', '10000'],
    ['6', '000000001000000'],
  ]);
});

test('key usage: authentication signs, signing also binds', async () => {
  const usage = async (id: string): Promise<string> => {
    const { say, verify, read } = talk();
    await say(SELECT.jpki);
    await verify('001B', 'ABC123');
    const file = join(folder, 'usage.der');
    writeFileSync(file, cut(await read(id)));
    return openssl('x509', '-inform', 'der', '-in', file, '-noout', '-ext', 'keyUsage,certificatePolicies');
  };
  expect(await usage('000A')).toMatch(
    /Key Usage: critical\s+Digital Signature\n[^]*Policies: critical\s+Policy: 1\.2\.392\.200149\.8\.5\.1\.3\.30/,
  );
  expect(await usage('0001')).toMatch(
    /critical\s+Digital Signature, Non Repudiation\n[^]*Policy: 1\.2\.392\.200149\.8\.5\.1\.0\.20\s+CPS: http:\/\/www\.jpki\.go\.jp\/cps\.html/,
  );
});

describe('about to expire is always true', () => {
  test.each(['2026-11-24T03:00:00Z', '2027-02-28T15:00:00Z', '2028-02-09T14:59:59Z', '2028-12-31T15:00:00Z'])(
    'on %s',
    async (day) => {
      const now = new Date(day);
      const { say, read } = talk({ persona: 'expiring', now: () => now });
      await say(SELECT.jpki);
      const ends = until(new X509Certificate(cut(await read('000A'))));
      const days = (ends.getTime() - now.getTime()) / 86_400_000;
      // 19 on the one day when the birthday would be a 29 February that the birth year does not have
      expect(days).toBeGreaterThanOrEqual(19);
      expect(days).toBeLessThanOrEqual(21);
    },
  );

  test('and expired ones are', async () => {
    const { say, read } = talk({ persona: 'expired' });
    await say(SELECT.jpki);
    expect(until(new X509Certificate(cut(await read('000A')))).getTime()).toBeLessThan(NOW.getTime());
  });
});
