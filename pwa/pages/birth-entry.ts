import { type CalendarDate, daysInMonth, type FullDate } from '../../core/person/calendar-date.ts';
import { dateInJapan } from '../../core/person/age.ts';
import { type Era, gregorianYear, toEra } from '../../core/person/era.ts';

/** A birth date as it stands in the fields. `era` undefined: the year is Gregorian. */
export interface BirthEntry {
  readonly era: Era | undefined;
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

export type BirthProblem = 'year' | 'month' | 'day' | 'era' | 'future';

/** The number in a field; full-width digits count, anything else is none. */
export function numberIn(text: string): number | undefined {
  const digits = text.normalize('NFKC').trim();
  return /^[0-9]{1,4}$/.test(digits) ? Number(digits) : undefined;
}

/** The date of the fields, or the first field that is not right. */
export function birthDateOf(entry: BirthEntry, now: Date): CalendarDate | BirthProblem {
  const typed = entry.year.trim() === '元' && entry.era ? 1 : numberIn(entry.year);
  const year = typed !== undefined && entry.era ? gregorianYear({ era: entry.era, year: typed }) : typed;
  if (year === undefined || typed === 0 || year < 1868 || year > 9999) return 'year';
  const month = numberIn(entry.month);
  if (month === undefined || month < 1 || month > 12) return 'month';
  const day = numberIn(entry.day);
  if (day === undefined || day < 1 || day > daysInMonth(year, month)) return 'day';
  const date: FullDate = { year, month, day };
  if (isAfter(date, dateInJapan(now))) return 'future';
  if (entry.era && toEra(date)?.era !== entry.era) return 'era';
  return date;
}

function isAfter(a: FullDate, b: FullDate): boolean {
  return a.year * 10_000 + a.month * 100 + a.day > b.year * 10_000 + b.month * 100 + b.day;
}
