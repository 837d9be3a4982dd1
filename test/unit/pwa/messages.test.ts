import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../core/error/codes.ts';
import { en as enFill } from '../../../extension/messages/en.ts';
import { ja as jaFill } from '../../../extension/messages/ja.ts';
import { en as enMain } from '../../../pwa/messages/en.ts';
import { enReader } from '../../../pwa/messages/en-reader.ts';
import { ja as jaMain } from '../../../pwa/messages/ja.ts';
import { jaReader } from '../../../pwa/messages/ja-reader.ts';

// those of the screens about readers and of the extension are loaded with them, and kept apart
const ja = { ...jaMain, readers: jaReader, fill: jaFill };
const en = { ...enMain, readers: enReader, fill: enFill };
const TABLES = { ja, en };

/** Every text of a table by its path; functions are called with made-up arguments. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const call = value as (...args: unknown[]) => unknown;
    const said = [0, 1, 7, ['x', 'y']].flatMap((given) => attempt(call, given, path));
    if (said.length === 0) throw new Error(`no text at ${path}`);
    return said;
  }
  if (typeof value !== 'object' || value === null) throw new Error(`no text at ${path}`);
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

/** A function may want numbers or a list: what it cannot take says nothing. */
function attempt(call: (...args: unknown[]) => unknown, given: unknown, path: string): [string, string][] {
  try {
    return texts(call(...Array<unknown>(call.length).fill(given)), path);
  } catch (error) {
    if (error instanceof TypeError) return [];
    throw error;
  }
}

function shape(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
}

describe('messages', () => {
  it.each(Object.keys(TABLES) as (keyof typeof TABLES)[])(
    'have sentences for every error code: %s',
    (lang) => {
      const { errors, try: costs } = TABLES[lang].failure;
      expect(Object.keys(errors).toSorted()).toEqual([...ERROR_CODES].toSorted());
      for (const code of ERROR_CODES) {
        expect(errors[code].what, code).not.toBe('');
        expect(errors[code].next, code).toMatch(/[。.]$/);
      }
      expect(Object.keys(costs).toSorted()).toEqual(['not-used', 'unknown', 'used']);
      expect(new Set(Object.values(costs)).size).toBe(3);
    },
  );

  it('have the same keys in both languages', () => {
    expect(shape(en)).toEqual(shape(ja));
  });

  it('claim nothing that nobody here can know (R3)', () => {
    const claims = {
      ja: /公式|認証済|有効|政府認証/,
      en: /\b(official|valid|verified|authentic(ated)?|certified)\b/i,
    };
    for (const [path, text] of texts(ja)) expect(text, path).not.toMatch(claims.ja);
    for (const [path, text] of texts(en)) expect(text, path).not.toMatch(claims.en);
  });

  it('are in the language they say', () => {
    const both = new Set(['.shell.otherLanguage']);
    for (const [path, text] of texts(ja)) {
      if (!both.has(path) && text !== '') expect(text, path).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    }
    for (const [path, text] of texts(en)) {
      // words of the card's own print and of eras are named as they stand there
      const english = text.replace(/“[^”]*”|\([^)]*\)/g, '');
      if (!both.has(path)) expect(english, path).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
    }
  });

  it('are complete: no empty text', () => {
    for (const table of [ja, en])
      for (const [path, text] of texts(table)) expect(text.trim(), path).not.toBe('');
  });

  it('say of a signature what is known, and no more', () => {
    expect(ja.prove.headline).toBe('署名は正しい（失効は未確認）');
  });
});
