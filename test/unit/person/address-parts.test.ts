import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATA_DATE, MUNICIPALITIES } from '../../../core/person/address/data/municipalities.ts';
import { kanjiDigit, kanjiValue } from '../../../core/person/address/numeral.ts';
import { loadTowns } from '../../../core/person/address/split-address.ts';
import { tokenize } from '../../../core/person/address/token.ts';
import type { NameReading } from '../../../core/person/name.ts';
import { formatBirthDate, splitAddress, splitName } from '../../../core/person/probe.ts';
import { commonForm } from '../../../core/person/variants.ts';

describe('kanji numerals', () => {
  it.each([
    ['一', 1],
    ['十', 10],
    ['十二', 12],
    ['二十四', 24],
    ['百二', 102],
    ['一〇二', 102],
    ['千二百三十四', 1234],
    ['二千', 2000],
    ['万', 10_000],
    ['三万二', 30_002],
    ['十百', undefined],
    ['三三百', undefined],
    ['一二三四五六七八九', undefined],
    ['', undefined],
  ])('%s is %s', (run, value) => {
    expect(run === '' ? undefined : kanjiValue(run)).toBe(value);
  });

  it('have old forms', () => {
    expect(Array.from('壱弐参拾零', kanjiDigit)).toEqual(['一', '二', '三', '十', '〇']);
    expect(kanjiDigit('町')).toBeUndefined();
  });
});

describe('tokens', () => {
  const keys = (text: string): string[] => tokenize(text).map(({ key }) => key);

  it.each([
    ['三丁目', '３丁目'],
    ['二十四番', '24番'],
    ['霞ヶ関', '霞が関'],
    ['丸ノ内', '丸之内'],
    ['ﾊﾟｰｸ', 'パーク'],
    ['檜原', '桧原'],
    ['１ー２', '1‐2'],
    ['葛\u{e0100}飾', '葛飾'],
  ])('%s is compared like %s', (one, other) => {
    expect(keys(one)).toEqual(keys(other));
  });

  it('keep numbers whole: 12 does not begin with 1', () => {
    expect(keys('12')[0]?.startsWith(keys('1')[0] ?? '')).toBe(false);
    expect(keys('三三百')).toHaveLength(3);
    expect(keys('12345678901234567890')).toHaveLength(1);
  });

  it('cover the text without gap', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...Array.from('1２三十百万－ーの\u3099ｶﾞ\u{e0100} \n')) }),
        ),
        (text) => {
          let at = 0;
          for (const { start, end } of tokenize(text)) {
            expect(start).toBe(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(at).toBe(text.length);
        },
      ),
    );
  });
});

describe('tables', () => {
  it('have all prefectures, and the municipalities of 2024 and later', () => {
    expect(MUNICIPALITIES).toHaveLength(47);
    const names = MUNICIPALITIES.flatMap(([, , cities]) => cities.split(',').map((city) => city.slice(3)));
    expect(names).toContain('浜松市浜名区');
    expect(names.length).toBeGreaterThan(1890);
  });

  it('are dated in the docs', () => {
    const docs = readFileSync(new URL('../../../docs/person.md', import.meta.url), 'utf8');
    expect(docs).toContain(`package of ${DATA_DATE}`);
  });

  it('load by prefecture', async () => {
    const data = await loadTowns(['13', '99']);
    expect(data.towns('13101')?.postalCodesOf('丸の内')).toEqual(['1000005']);
    expect(data.towns('13101')?.postalCodesOf('存在しない')).toEqual([]);
    expect(data.towns('27127')).toBeUndefined();
    expect(data.towns('toString')).toBeUndefined();
  });
});

describe('common forms', () => {
  it('are reached in one step', () => {
    for (const letter of '髙﨑邉邊濵澤廣國齊') {
      expect(commonForm(letter)).not.toBe(letter);
      expect(commonForm(commonForm(letter))).toBe(commonForm(letter));
    }
  });
});

describe('the probe', () => {
  it('gives six pieces that are the line, a postal code in front', () => {
    const pieces = splitAddress('〒100-0005 東京都千代田区丸の内1-9-1 ビル');
    expect(Object.keys(pieces)).toEqual(['prefecture', 'city', 'town', 'block', 'building', 'unparsed']);
    expect(Object.values(pieces)).toEqual(['〒100-0005 東京都', '千代田区', '丸の内', '1-9-1 ', 'ビル', '']);
  });

  it('formats birth dates', () => {
    expect(formatBirthDate('19800217')).toBe('1980年2月17日');
    expect(formatBirthDate('1989-01-08', 'wareki')).toBe('平成元年1月8日');
    expect(formatBirthDate('1989-02-30')).toBeUndefined();
  });

  it('splits names', () => {
    const [reading]: readonly NameReading[] = splitName('黒桐　幹也').readings;
    expect(reading).toEqual({ familyName: '黒桐', givenName: '幹也', of: 'name' });
  });
});
