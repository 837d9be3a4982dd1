import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifyDashes } from '../../../core/person/dashes.ts';
import { toHepburn } from '../../../core/person/hepburn.ts';
import { isKana, toHalfWidthKana, toHiragana, toKatakana } from '../../../core/person/kana.ts';
import { matchingKey, sameText } from '../../../core/person/matching-key.ts';
import { graphemes, joinName, splitName } from '../../../core/person/name.ts';
import { toFullWidth, toHalfWidth, toHalfWidthAll } from '../../../core/person/width.ts';

const readings = (name: string): string[] =>
  splitName(name).readings.map(({ familyName, givenName, of }) => `${familyName}|${givenName}|${of}`);

describe('names', () => {
  it('is sure of two Japanese words', () => {
    expect(splitName('黒桐　幹也')).toEqual({
      original: '黒桐　幹也',
      parts: ['黒桐', '幹也'],
      bracketed: [],
      readings: [{ familyName: '黒桐', givenName: '幹也', of: 'name' }],
      certain: true,
    });
  });

  it('offers every boundary of an unbroken name, the most frequent first', () => {
    expect(readings('黒桐幹也')).toEqual(['黒桐|幹也|name', '黒|桐幹也|name', '黒桐幹|也|name']);
    expect(readings('森蘭丸')).toEqual(['森蘭|丸|name', '森|蘭丸|name']);
    expect(splitName('黒桐幹也').certain).toBe(false);
  });

  it('keeps a surrogate pair and a variation selector with their letter', () => {
    expect(graphemes('𠮷神\u{e0101}一')).toEqual(['𠮷', '神\u{e0101}', '一']);
    expect(readings('𠮷野\u{e0100}一')[0]).toBe('𠮷野\u{e0100}|一|name');
  });

  it('offers each boundary of a long roman name, surname first', () => {
    expect(readings('ＤＥ ＬＡ ＣＲＵＺ　ＭＡＲＩＡ')).toEqual([
      'ＤＥ|ＬＡ ＣＲＵＺ ＭＡＲＩＡ|name',
      'ＤＥ ＬＡ|ＣＲＵＺ ＭＡＲＩＡ|name',
      'ＤＥ ＬＡ ＣＲＵＺ|ＭＡＲＩＡ|name',
    ]);
    expect(readings('SMITH JOHN')).toEqual(['SMITH|JOHN|name', 'JOHN|SMITH|name']);
    expect(readings('SUKARNO')).toEqual(['SUKARNO||name', '|SUKARNO|name']);
  });

  it('reads roman and kanji names side by side', () => {
    expect(readings('LI NA　李　娜')).toEqual(['李|娜|name', 'LI|NA|name', 'NA|LI|name']);
  });

  it('takes brackets for a former surname or a common name, and is never sure then', () => {
    expect(readings('番号［山本］　花子')).toEqual(['番号|花子|name', '山本|花子|former-surname']);
    expect(readings('SMITH JOHN（鈴木　次郎）')).toContain('鈴木|次郎|common-name');
    expect(splitName('番号［山本］　花子').certain).toBe(false);
  });

  it('has no reading for nothing', () => {
    expect(splitName(' 　')).toMatchObject({ readings: [], parts: [], certain: false });
  });

  it('is total, and readings lose no letter of a name without brackets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const split = splitName(name);
        expect(split.original).toBe(name);
        if (split.bracketed.length > 0) return;
        const letters = (text: string): string => Array.from(text.replace(/\s+/gu, '')).sort().join('');
        const scripts = split.parts.length;
        for (const { familyName, givenName } of split.readings) {
          expect(letters(familyName + givenName).length).toBeLessThanOrEqual(letters(name).length);
          if (scripts === 1) expect(letters(familyName + givenName)).toBe(letters(name));
        }
      }),
    );
  });

  it('joins as the card writes it', () => {
    expect(joinName('黒桐', '幹也')).toBe('黒桐　幹也');
    expect(joinName('SUKARNO', '')).toBe('SUKARNO');
  });
});

describe('kana and width', () => {
  it('goes between the scripts', () => {
    expect(toKatakana('こくとうﾐｷﾔゞ')).toBe('コクトウミキヤヾ');
    expect(toHiragana('ヴァイオリンｶﾞ')).toBe('ゔぁいおりんが');
    expect(toHiragana('サトー')).toBe('さとー');
    expect(toHalfWidthKana('がパヴーヶ・')).toBe('ｶﾞﾊﾟｳﾞｰｹ･');
    expect(toKatakana('ﾞｱﾟ')).toBe('゛ア゜');
  });

  it('goes between the widths', () => {
    expect(toFullWidth('A-1 ｶﾞ~')).toBe('Ａ－１　ガ～');
    expect(toHalfWidth('Ａ－１　ガ～')).toBe('A-1 ガ~');
    expect(toHalfWidthAll('１２　がナ')).toBe('12 ｶﾞﾅ');
  });

  it('comes back from half-width kana and from full width', () => {
    const kana = fc.string({
      unit: fc.integer({ min: 0x30a1, max: 0x30f4 }).map((c) => String.fromCharCode(c)),
    });
    fc.assert(
      fc.property(kana, (text) => {
        const modern = text.replace(/[ヮヰヱ]/g, (char) => ({ ヮ: 'ワ', ヰ: 'イ', ヱ: 'エ' })[char] ?? char);
        expect(toKatakana(toHalfWidthKana(text))).toBe(modern);
        expect(toKatakana(toHiragana(text))).toBe(text);
        expect(isKana(`${text}ー`)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(toHalfWidth(toFullWidth(text))).toBe(text);
      }),
    );
  });

  it.each([
    ['さとう　ゆうこ', 'SATO　YUKO'],
    ['オオノ', 'ONO'],
    ['イノウエ', 'INOUE'],
    ['タカトオ', 'TAKATOO'],
    ['ホンマ', 'HOMMA'],
    ['ケンイチ', 'KENICHI'],
    ['ハッチョウボリ', 'HATCHOBORI'],
    ['ｷｯｶﾜ', 'KIKKAWA'],
    ['ジュンジ', 'JUNJI'],
    ['コーネリア', 'KONERIA'],
  ])('spells %s as %s', (kana, hepburn) => {
    expect(toHepburn(kana)).toBe(hepburn);
  });
});

describe('matching keys', () => {
  it.each([
    ['髙﨑　一郎', '高崎 一郎'],
    ['神\u{e0100}田', '神田'],
    ['１２－７', '12‐7'],
    ['１２−７', '１２ー７'],
    ['センター', 'ｾﾝﾀｰ'],
    ['檜原', '桧原'],
    ['𠮷野家', '吉野家'],
    ['㍻', '平成'],
    ['さとう', 'サトウ'],
  ])('%s is %s', (one, other) => {
    expect(sameText(one, other)).toBe(true);
  });

  it('keeps different letters apart', () => {
    expect(sameText('山田', '山口')).toBe(false);
    expect(sameText('センター', 'セン-タ-')).toBe(false);
  });

  it('is total and stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(matchingKey(text)).not.toMatch(/\s/u);
        expect(unifyDashes(text)).toHaveLength(text.length);
      }),
    );
  });
});
