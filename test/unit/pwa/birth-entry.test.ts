import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toEra } from '../../../core/person/era.ts';
import { birthDateOf, numberIn } from '../../../pwa/pages/birth-entry.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const gregorian = (year: string, month: string, day: string) =>
  birthDateOf({ era: undefined, year, month, day }, NOW);

describe('birthDateOf', () => {
  it('reads a Gregorian date, in full-width digits too', () => {
    expect(gregorian('1980', '2', '17')).toEqual({ year: 1980, month: 2, day: 17 });
    expect(gregorian('１９８０', '０２', ' 17 ')).toEqual({ year: 1980, month: 2, day: 17 });
  });

  it('reads a year of an era, 元 too', () => {
    const day = { month: '2', day: '17' };
    expect(birthDateOf({ era: 'showa', year: '55', ...day }, NOW)).toEqual({ year: 1980, month: 2, day: 17 });
    expect(birthDateOf({ era: 'heisei', year: '元', ...day }, NOW)).toEqual({
      year: 1989,
      month: 2,
      day: 17,
    });
  });

  it('names the first field that is not right', () => {
    expect(gregorian('', '2', '17')).toBe('year');
    expect(gregorian('85', '2', '17')).toBe('year');
    expect(gregorian('1980', '13', '17')).toBe('month');
    expect(gregorian('1980', '2', '30')).toBe('day');
    expect(gregorian('1980', '2', 'x')).toBe('day');
    expect(birthDateOf({ era: 'showa', year: '0', month: '1', day: '1' }, NOW)).toBe('year');
  });

  it('refuses days that the era does not have, and days to come', () => {
    expect(birthDateOf({ era: 'heisei', year: '1', month: '1', day: '7' }, NOW)).toBe('era');
    expect(birthDateOf({ era: 'showa', year: '64', month: '1', day: '7' }, NOW)).toEqual({
      year: 1989,
      month: 1,
      day: 7,
    });
    expect(gregorian('2026', '11', '24')).toBe('future');
    expect(gregorian('2026', '11', '23')).toEqual({ year: 2026, month: 11, day: 23 });
  });

  it('gives the same date by era and by Gregorian year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1912, max: 2025 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        (year, month, day) => {
          const date = gregorian(String(year), String(month), String(day));
          if (typeof date === 'string') throw new Error(date);
          const era = toEra(date)!;
          const again = { era: era.era, year: String(era.year), month: String(month), day: String(day) };
          expect(birthDateOf(again, NOW)).toEqual(date);
        },
      ),
    );
  });

  it('takes any text without falling over', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (year, month, day) => {
        const result = gregorian(year, month, day);
        expect(typeof result === 'string' || result.year >= 1868).toBe(true);
      }),
    );
  });
});

describe('numberIn', () => {
  it('knows digits only', () => {
    expect(numberIn('０７')).toBe(7);
    expect(numberIn('1e3')).toBeUndefined();
    expect(numberIn('-1')).toBeUndefined();
    expect(numberIn('12345')).toBeUndefined();
  });
});
