import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TOP = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'kazasu-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file of 4 GB', () => {
  let said: Record<string, unknown> = {};
  beforeAll(() => {
    const script = join(TOP, 'test/support/sign-large-file.ts');
    const node = ['--expose-gc', '--import', 'tsx', script, folder];
    said = JSON.parse(execFileSync(process.execPath, node, { cwd: TOP, encoding: 'utf8' })) as Record<
      string,
      unknown
    >;
  }, 300_000);

  it('is signed and checked in memory that does not grow with it', () => {
    expect(said).toMatchObject({ size: 4_000_000_000, cryptographic: 'ok', content: 'ok', chain: 'test' });
    expect(said.beyondBaseline).toBeLessThanOrEqual(64 * 1024 * 1024);
  });

  it('is accepted by openssl', () => {
    const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(folder, 'large.bin.p7s')];
    const trust = ['-content', join(folder, 'large.bin'), '-noverify', '-out', '/dev/null'];
    expect(() => execFileSync('openssl', [...args, ...trust], { stdio: 'pipe' })).not.toThrow();
  }, 300_000);
});
