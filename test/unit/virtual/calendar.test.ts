import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  ageOn,
  birthDay,
  endOfJapaneseDay,
  era,
  inYear,
  japaneseDay,
  nthBirthdayAfter,
  pastDay,
} from '../../../core/virtual/calendar.ts';
import { adult } from '../../../core/virtual/personas/adult.ts';
import { holderOf } from '../../../core/virtual/holder.ts';

describe('days', () => {
  test('a day in Japan begins at 15:00 UTC', () => {
    expect(japaneseDay(new Date('2026-11-24T14:59:59Z'))).toBe('20261124');
    expect(japaneseDay(new Date('2026-11-24T15:00:00Z'))).toBe('20261125');
    expect(endOfJapaneseDay('20261124').toISOString()).toBe('2026-11-24T14:59:59.000Z');
  });

  test('days are counted over months and years', () => {
    expect(addDays('20261224', 20)).toBe('20270113');
    expect(addDays('20280228', 1)).toBe('20280229');
    expect(addDays('20270101', -1)).toBe('20261231');
  });

  test('29 February is the 28th where there is none', () => {
    expect(inYear('19680229', 2026)).toBe('20260228');
    expect(inYear('19680229', 2028)).toBe('20280229');
    expect(inYear('19680229', 2100)).toBe('21000228');
  });

  test('birthdays after a day: that day itself does not count', () => {
    expect(nthBirthdayAfter('19800217', 5, '20251027')).toBe('20300217'); // a card of the test environment, card.md 4.2
    expect(nthBirthdayAfter('19800217', 1, '20260217')).toBe('20270217');
    expect(nthBirthdayAfter('19800217', 1, '20260216')).toBe('20260217');
    expect(nthBirthdayAfter('19680229', 5, '20241124')).toBe('20290228');
  });

  test('ages', () => {
    expect(ageOn('20110401', '20260331')).toBe(14);
    expect(ageOn('20110401', '20260401')).toBe(15);
  });

  test('births and pasts: fixed, or from today', () => {
    expect(birthDay('19850412', '20261124')).toBe('19850412');
    expect(birthDay({ turns: 41, inDays: 20 }, '20261124')).toBe('19851214');
    expect(birthDay({ turns: 9, inDays: 100 }, '20261124')).toBe('20180304');
    expect(pastDay('20180601', '20261124')).toBe('20180601');
    expect(pastDay({ daysAgo: 60 }, '20261124')).toBe('20260925');
    expect(pastDay({ yearsAgo: 2 }, '20280229')).toBe('20260228');
  });

  test('adding and taking days gives the day back', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map(japaneseDay);
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        expect(addDays(addDays(from, days), -days)).toBe(from);
      }),
    );
  });
});

test.each([
  ['20190501', '5', 1],
  ['20190430', '4', 31],
  ['19890108', '4', 1],
  ['19890107', '3', 64],
  ['19261225', '3', 1],
  ['19261224', '2', 15],
  ['19120730', '2', 1],
  ['19120729', '1', 45],
  ['18680124', '0', 1868],
] as const)('%s is year %s/%i', (day, digit, year) => {
  expect(era(day)).toEqual({ digit, year });
});

describe("a holder's dates", () => {
  const now = new Date('2026-11-24T03:00:00Z');
  const gregorian = { foreignBirthYear: 'gregorian' } as const;

  test("an adult's card ends on the tenth birthday, a minor's on the fifth", () => {
    expect(holderOf({ ...adult, cardIssued: '20241124' }, now, gregorian).cardEnds).toBe('20340412');
    expect(holderOf({ ...adult, birth: '20061125', cardIssued: '20241124' }, now, gregorian).cardEnds).toBe(
      '20281125',
    );
    expect(holderOf({ ...adult, birth: '20061124', cardIssued: '20241124' }, now, gregorian).cardEnds).toBe(
      '20341124',
    );
  });

  test('certificates end with the card when that is earlier', () => {
    const certificates = { ...adult.certificates, issued: '20260601' };
    const { cardEnds, certificates: ends } = holderOf(
      { ...adult, cardIssued: '20170601', certificates },
      now,
      gregorian,
    );
    expect(cardEnds).toBe('20270412');
    expect(ends.notAfter.toISOString()).toBe('2027-04-12T14:59:59.000Z');
  });

  test('照合番号B: era year for Japanese nationals always', () => {
    expect(holderOf(adult, now, gregorian).numberB).toBe('60041220344821');
    expect(holderOf(adult, now, { foreignBirthYear: 'era' }).numberB).toBe('60041220344821');
    expect(holderOf({ ...adult, birth: '20200224' }, now, gregorian).birthDigits).toBe('020224'); // card.md 2.2
  });
});
