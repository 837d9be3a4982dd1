import { createHash, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, startPcsc, type CardProcess, type Exchange, type Pcsc } from './pcsc.ts';

const TOP = resolve(import.meta.dirname, '../..');
const SELECT_JPKI = '00A4040C0AD392F000260100000001';
/** what OpenSC asks before it tries this application, and what an authentication signature takes it (docs/software-card.md) */
const PROBES = 29;
const SIGNATURE_APDUS = 38;

const KEYS = [
  { id: '01', pin: '1234', wrong: '9999' },
  { id: '02', pin: 'ABC123', wrong: 'ABC124' },
] as const;
const HASHES = ['sha1', 'sha256', 'sha384', 'sha512'] as const;

let pcsc: Pcsc;

beforeAll(async () => {
  await run('npx', ['vite', 'build', '--mode', 'virtual', '--logLevel', 'warn'], { cwd: TOP });
  pcsc = await startPcsc();
});
afterAll(() => (pcsc as Pcsc | undefined)?.stop());

/** Runs an OpenSC program; its two outputs together, whatever the exit status. */
async function opensc(program: string, ...args: readonly string[]): Promise<{ ok: boolean; output: string }> {
  try {
    const { stdout, stderr } = await run(program, args, { env: pcsc.env });
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return { ok: false, output: stdout + stderr };
  }
}

/** File of a certificate, read from the default persona's card the first time. */
async function certificate(id: string): Promise<string> {
  const file = join(pcsc.folder, `${id}.pem`);
  if (existsSync(file)) return file;
  const pin = id === '02' ? ['--verify-pin', '--auth-id', '02', '--pin', 'ABC123'] : [];
  const { ok, output } = await opensc('pkcs15-tool', '--read-certificate', id, '--output', file, ...pin);
  expect(ok, output).toBe(true);
  return file;
}

const checkPin = (id: string, pin: string): ReturnType<typeof opensc> =>
  opensc('pkcs15-tool', '--verify-pin', '--auth-id', id, '--pin', pin);

describe('OpenSC and the default persona', () => {
  let card: CardProcess;
  beforeAll(async () => {
    card = await pcsc.insert();
  });
  afterAll(() => card.remove());

  /** What the card heard while something was done. */
  async function heard(action: () => Promise<unknown>): Promise<readonly Exchange[]> {
    const before = card.exchanges().length;
    await action();
    return card.exchanges().slice(before);
  }

  test('it is recognised after the probes for other cards, each of them refused', async () => {
    const exchanges = await heard(async () => {
      expect((await opensc('opensc-tool', '--name')).output).toContain('jpki');
    });
    const first = exchanges.findIndex(({ command }) => command === SELECT_JPKI);
    const probes = first < 0 ? exchanges : exchanges.slice(0, first);
    expect(probes).toHaveLength(PROBES);
    for (const { command, answer } of probes) expect(answer, command).toMatch(/^6[7-9A-F]..$/);
  });

  test('its PINs are listed with the tries left', async () => {
    const { output } = await opensc('pkcs15-tool', '--list-pins');
    expect(output).toMatch(/User Authentication PIN[^]*?Tries left\s*: 3/);
    expect(output).toMatch(/Digital Signature PIN[^]*?Tries left\s*: 5/);
  });

  test('its four certificates are read, and openssl accepts root and leaf', async () => {
    for (const [leaf, root] of [
      ['01', '03'],
      ['02', '04'],
    ] as const) {
      const chain = [await certificate(root), await certificate(leaf)] as const;
      const { stdout } = await run('openssl', ['verify', '-CAfile', ...chain]);
      expect(stdout).toContain(': OK');
    }
    expect(new X509Certificate(await readFile(join(pcsc.folder, '02.pem'))).subject).toContain('Chiyoda-ku');
  });

  test('the signing certificate is not given without the password', async () => {
    const { ok, output } = await opensc('pkcs15-tool', '--read-certificate', '02');
    expect(ok, output).toBe(false);
  });

  test.each(KEYS)('PIN $id: wrong uses a try, right gives all back', async ({ id, pin, wrong }) => {
    const max = id === '01' ? 3 : 5;
    const left = async (): Promise<number> => {
      const { output } = await opensc('pkcs15-tool', '--list-pins');
      return Number([...output.matchAll(/Tries left\s*: (\d)/g)][Number(id) - 1]?.[1]);
    };
    expect((await checkPin(id, wrong)).ok).toBe(false);
    expect(await left()).toBe(max - 1);
    expect((await checkPin(id, pin)).ok).toBe(true);
    expect(await left()).toBe(max);
  });

  test.each(KEYS.flatMap((key) => HASHES.map((hash) => ({ ...key, hash }))))(
    'key $id signs $hash and openssl verifies it',
    async ({ id, pin, hash }) => {
      const at = (name: string): string => join(pcsc.folder, name);
      await writeFile(at('data'), `signed by key ${id} with ${hash}`);
      await writeFile(
        at('hash'),
        createHash(hash)
          .update(await readFile(at('data')))
          .digest(),
      );
      const { publicKey } = new X509Certificate(await readFile(await certificate(id)));
      await writeFile(at('key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));

      const format = [`--${hash.replace('sha', 'sha-')}`, '--pkcs1'];
      const files = ['--input', at('hash'), '--output', at('signature')];
      const exchanges = await heard(async () => {
        const { ok, output } = await opensc(
          'pkcs15-crypt',
          '--sign',
          '--key',
          id,
          '--pin',
          pin,
          ...format,
          ...files,
        );
        expect(ok, output).toBe(true);
      });
      const check = ['dgst', `-${hash}`, '-verify', at('key.pem'), '-signature', at('signature'), at('data')];
      expect((await run('openssl', check)).stdout).toContain('Verified OK');
      if (id === '01') expect(exchanges).toHaveLength(SIGNATURE_APDUS);
    },
  );

  test('its PKCS #11 module passes its own test', async () => {
    const { ok, output } = await opensc('pkcs11-tool', '--login', '--pin', '1234', '--test');
    expect(ok, output).toBe(true);
    expect(output).toContain('No errors');
  });
});

describe('OpenSC and other cards', () => {
  test('a card that answers 9000 to an empty VERIFY after a good PIN is refused', async () => {
    const card = await pcsc.insert('--quirk', 'verifiedQuery=9000');
    try {
      const { ok, output } = await opensc('pkcs11-tool', '--login', '--pin', '1234', '--test');
      expect(ok, output).toBe(false);
    } finally {
      await card.remove();
    }
  });

  test('a blocked PIN is refused and its counter says 0', async () => {
    const card = await pcsc.insert('--persona', 'blocked');
    try {
      expect((await opensc('pkcs15-tool', '--list-pins')).output).toMatch(/Tries left\s*: 0/);
      expect((await checkPin('01', '1234')).ok).toBe(false);
    } finally {
      await card.remove();
    }
  });
});
