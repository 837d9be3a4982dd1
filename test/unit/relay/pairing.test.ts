import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PairedFile } from '../../../relay/paired-file.ts';
import { Pairing } from '../../../relay/pairing.ts';

const US = 'https://kazasu.example';
const THEM = 'https://evil.example';

let folder: string;
let file: PairedFile;
let shown: Map<string, string>;
let now: number;
let pairing: Pairing;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paired-'));
  file = new PairedFile(join(folder, 'below', 'paired.json'));
  shown = new Map();
  now = 0;
  pairing = new Pairing({ paired: file, show: (origin, code) => shown.set(origin, code), now: () => now });
});
afterEach(() => rmSync(folder, { recursive: true }));

const refusal = (origin: string, hello: Parameters<Pairing['admit']>[1] = {}): string => {
  try {
    pairing.admit(origin, hello);
    return 'admitted';
  } catch (error) {
    return (error as { fault: string }).fault;
  }
};
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('pairing', () => {
  it('wants the number that is shown, once, and gives a token that is good from then on', () => {
    expect(refusal(US)).toBe('not-paired');
    const code = shown.get(US)!;
    expect(code).toMatch(/^\d{6}$/);
    const token = pairing.admit(US, { code: `${code.slice(0, 3)} ${code.slice(3)}` })!;
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(pairing.admit(US, { token })).toBeUndefined();
    expect(refusal(US, { code })).not.toBe('admitted');
  });

  it('keeps only a digest, where nobody else can read it', () => {
    refusal(US);
    const token = pairing.admit(US, { code: shown.get(US)! })!;
    const path = join(folder, 'below', 'paired.json');
    expect(readFileSync(path, 'utf8')).not.toContain(token);
    expect(statSync(path).mode & 0o077).toBe(0);
    file.forget();
    expect(refusal(US, { token })).toBe('not-paired');
    writeFileSync(path, 'nonsense');
    expect(refusal(US, { token })).toBe('not-paired');
  });

  it('opens nothing for another origin: neither the number nor the token', () => {
    refusal(US);
    refusal(THEM);
    const code = shown.get(US)!;
    if (code !== shown.get(THEM)) expect(refusal(THEM, { code })).toBe('wrong-code');
    const token = pairing.admit(US, { code })!;
    expect(refusal(THEM, { token })).toBe('not-paired');
  });

  it('locks after three wrong numbers, also against the right one, and shows a new one after a minute', () => {
    refusal(US);
    const code = shown.get(US)!;
    expect(refusal(US, { code: wrong(code) })).toBe('wrong-code');
    expect(refusal(US, { code: wrong(code) })).toBe('wrong-code');
    expect(refusal(US, { code: wrong(code) })).toBe('locked');
    expect(refusal(US, { code })).toBe('locked');
    shown.clear();
    now = 60_001;
    expect(refusal(US, { code })).toMatch(/not-paired|wrong-code/);
    expect(shown.has(US)).toBe(true);
  });

  it('forgets a number after five minutes, and does not let many origins fill the terminal', () => {
    for (const name of ['a', 'b', 'c', 'd']) expect(refusal(`https://${name}.example`)).toBe('not-paired');
    expect(refusal('https://e.example')).toBe('locked');
    expect(shown.size).toBe(4);
    expect(refusal('https://a.example')).toBe('not-paired');
    expect(shown.size).toBe(4);
    const old = shown.get('https://a.example')!;
    now = 300_001;
    expect(refusal('https://e.example')).toBe('not-paired');
    shown.clear();
    const outcome = refusal('https://a.example', { code: old });
    expect(shown.get('https://a.example') === old || outcome === 'wrong-code').toBe(true);
  });
});
