import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, dateInJapan } from '../../../core/person/age.ts';
import {
  type CalendarDate,
  type FullDate,
  fromIsoDate,
  parseCertificateDate,
  parseCompactDate,
  toIsoDate,
} from '../../../core/person/calendar-date.ts';
import { gregorianYear, possibleEras, toEra } from '../../../core/person/era.ts';
import { formatSeireki, formatWareki } from '../../../core/person/format-date.ts';
import { sexOf } from '../../../core/person/sex.ts';

const date = (year: number, month?: number, day?: number): CalendarDate => ({ year, month, day });
const full = (year: number, month: number, day: number): FullDate => ({ year, month, day });

describe('dates of the card', () => {
  it('reads the text-input form, 00 being unknown', () => {
    expect(parseCompactDate('19800217')).toEqual(date(1980, 2, 17));
    expect(parseCompactDate('19800200')).toEqual(date(1980, 2));
    expect(parseCompactDate('19800000')).toEqual(date(1980));
    expect(parseCompactDate('20000229')).toEqual(date(2000, 2, 29));
  });

  it.each(['', '1980021', '198002170', '19801301', '19810229', '19800231', '00000101', '１９８００２１７'])(
    'refuses %j',
    (text) => {
      expect(parseCompactDate(text)).toBeUndefined();
    },
  );

  it('reads the certificate form and keeps the era digit', () => {
    expect(parseCertificateDate('419900102')).toEqual({ ...date(1990, 1, 2), eraDigit: 4 });
    expect(parseCertificateDate('019300000')).toEqual({ ...date(1930), eraDigit: 0 });
    expect(parseCertificateDate('19900102')).toBeUndefined();
  });

  it('is total and gives back what it read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{8}$/)), (text) => {
        const read = parseCompactDate(text);
        if (read === undefined) return;
        const two = (value: number | undefined): string => String(value ?? 0).padStart(2, '0');
        expect(`${String(read.year).padStart(4, '0')}${two(read.month)}${two(read.day)}`).toBe(text);
      }),
    );
  });

  it('goes to ISO 8601 and back only when nothing is unknown', () => {
    expect(toIsoDate(date(1980, 2, 17))).toBe('1980-02-17');
    expect(toIsoDate(date(1980, 2))).toBeUndefined();
    expect(fromIsoDate('1980-02-17')).toEqual(full(1980, 2, 17));
    expect(fromIsoDate('1980-02-00')).toBeUndefined();
    expect(fromIsoDate('1980-2-17')).toBeUndefined();
  });
});

// 年齢計算ニ関スル法律: a year of age is completed at the end of the day before the birthday, Asia/Tokyo.
describe('age', () => {
  it('counts from the birthday', () => {
    expect(ageOn(date(2006, 4, 2), full(2026, 4, 1))).toBe(19);
    expect(ageOn(date(2006, 4, 2), full(2026, 4, 2))).toBe(20);
  });

  it('takes 1 March of ordinary years for who was born on a leap day', () => {
    expect(ageOn(date(2008, 2, 29), full(2026, 2, 28))).toBe(17);
    expect(ageOn(date(2008, 2, 29), full(2026, 3, 1))).toBe(18);
    expect(ageOn(date(2008, 2, 29), full(2028, 2, 28))).toBe(19);
    expect(ageOn(date(2008, 2, 29), full(2028, 2, 29))).toBe(20);
  });

  it('says nothing for unknown parts or before birth', () => {
    expect(ageOn(date(1980, 2), full(2026, 1, 1))).toBeUndefined();
    expect(ageOn(date(1980), full(2026, 1, 1))).toBeUndefined();
    expect(ageOn(date(2030, 1, 1), full(2026, 1, 1))).toBeUndefined();
  });

  it('takes the day of Japan', () => {
    expect(dateInJapan(new Date('2026-04-01T14:59:59Z'))).toEqual(full(2026, 4, 1));
    expect(dateInJapan(new Date('2026-04-01T15:00:00Z'))).toEqual(full(2026, 4, 2));
  });
});

describe('eras', () => {
  it.each([
    [date(1868, 1, 24), undefined],
    [date(1868, 1, 25), { era: 'meiji', year: 1 }],
    [date(1912, 7, 29), { era: 'meiji', year: 45 }],
    [date(1912, 7, 30), { era: 'taisho', year: 1 }],
    [date(1926, 12, 24), { era: 'taisho', year: 15 }],
    [date(1926, 12, 25), { era: 'showa', year: 1 }],
    [date(1989, 1, 7), { era: 'showa', year: 64 }],
    [date(1989, 1, 8), { era: 'heisei', year: 1 }],
    [date(2019, 4, 30), { era: 'heisei', year: 31 }],
    [date(2019, 5, 1), { era: 'reiwa', year: 1 }],
    [date(2019, 5), { era: 'reiwa', year: 1 }],
    [date(2019, 4), { era: 'heisei', year: 31 }],
    [date(1989), undefined],
    [date(1989, 1), undefined],
    [date(1990), { era: 'heisei', year: 2 }],
  ])('%j is %j', (when, era) => {
    expect(toEra(when)).toEqual(era);
  });

  it('names both where the unknown leaves two', () => {
    expect(possibleEras(date(1989))).toEqual([
      { era: 'showa', year: 64 },
      { era: 'heisei', year: 1 },
    ]);
  });

  it('comes back to the Gregorian year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1869, max: 2200 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        for (const era of possibleEras(date(year, month))) expect(gregorianYear(era)).toBe(year);
      }),
    );
  });
});

describe('dates on a screen', () => {
  it.each([
    [date(1980, 2, 17), '1980年2月17日', '17 February 1980', '昭和55年2月17日'],
    [date(1989, 1, 8), '1989年1月8日', '8 January 1989', '平成元年1月8日'],
    [date(1980, 2), '1980年2月（日不明）', 'February 1980 (day unknown)', '昭和55年2月（日不明）'],
    [date(1980), '1980年（月日不明）', '1980 (month and day unknown)', '昭和55年（月日不明）'],
    [date(1989), '1989年（月日不明）', '1989 (month and day unknown)', '昭和64年または平成元年（月日不明）'],
    [
      date(1980, undefined, 17),
      '1980年（月不明）17日',
      '1980 (month unknown), day 17',
      '昭和55年（月不明）17日',
    ],
    [date(1850, 1, 1), '1850年1月1日', '1 January 1850', '1850年1月1日'],
  ])('%j', (when, ja, en, wareki) => {
    expect(formatSeireki(when, 'ja')).toBe(ja);
    expect(formatSeireki(when, 'en')).toBe(en);
    expect(formatWareki(when)).toBe(wareki);
  });
});

describe('sex', () => {
  it('knows 1 and 2 and keeps every other code', () => {
    expect(sexOf('1')).toEqual({ kind: 'male', code: '1' });
    expect(sexOf('2')).toEqual({ kind: 'female', code: '2' });
    for (const code of ['3', '9', '0', '', '１', 'M']) {
      expect(sexOf(code)).toEqual({ kind: 'other-or-unknown', code });
    }
  });
});
