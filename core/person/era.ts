import { type CalendarDate, daysInMonth } from './calendar-date.ts';

export type Era = 'meiji' | 'taisho' | 'showa' | 'heisei' | 'reiwa';

export interface EraDate {
  readonly era: Era;
  /** 1 is 元年 */
  readonly year: number;
}

interface EraEntry {
  readonly era: Era;
  readonly kanji: string;
  /** the letter forms use: M T S H R */
  readonly letter: string;
  /** the digit of the signing certificate (card.md 4.3) */
  readonly digit: number;
  /** first day, Gregorian; services.md 6.4 */
  readonly first: readonly [number, number, number];
}

/** Oldest first. 明治 by convention from 1868-01-25; the Gregorian calendar was in use from 1873-01-01. */
export const ERAS: readonly EraEntry[] = [
  { era: 'meiji', kanji: '明治', letter: 'M', digit: 1, first: [1868, 1, 25] },
  { era: 'taisho', kanji: '大正', letter: 'T', digit: 2, first: [1912, 7, 30] },
  { era: 'showa', kanji: '昭和', letter: 'S', digit: 3, first: [1926, 12, 25] },
  { era: 'heisei', kanji: '平成', letter: 'H', digit: 4, first: [1989, 1, 8] },
  { era: 'reiwa', kanji: '令和', letter: 'R', digit: 5, first: [2019, 5, 1] },
];

const ENTRY = Object.fromEntries(ERAS.map((entry) => [entry.era, entry])) as Record<Era, EraEntry>;

export function eraKanji(era: Era): string {
  return ENTRY[era].kanji;
}

function eraOfDay(year: number, month: number, day: number): EraEntry | undefined {
  const key = (year * 100 + month) * 100 + day;
  return ERAS.findLast(({ first: [y, m, d] }) => key >= (y * 100 + m) * 100 + d);
}

/** Every era a date with unknown parts may lie in, oldest first; one entry is the usual case, none before 明治. */
export function possibleEras(date: CalendarDate): readonly EraDate[] {
  const { year, month, day } = date;
  const lastMonth = month ?? 12;
  const first = eraOfDay(year, month ?? 1, day ?? 1);
  const last = eraOfDay(year, lastMonth, day ?? daysInMonth(year, lastMonth));
  return ERAS.slice(
    first === undefined ? 0 : ERAS.indexOf(first),
    last === undefined ? 0 : ERAS.indexOf(last) + 1,
  ).map(({ era, first: [start] }) => ({ era, year: year - start + 1 }));
}

/** The era of a date; undefined before 明治 and when unknown parts leave two eras open (1989, month unknown). */
export function toEra(date: CalendarDate): EraDate | undefined {
  const eras = possibleEras(date);
  return eras.length === 1 ? eras[0] : undefined;
}

/** Gregorian year of a year of an era: 昭和55 → 1980. `year` counts from 1 (元年). */
export function gregorianYear({ era, year }: EraDate): number {
  return ENTRY[era].first[0] + year - 1;
}

/** `元` or the number, as it stands before 年. */
export function eraYearText(year: number): string {
  return year === 1 ? '元' : String(year);
}
