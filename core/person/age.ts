import { type CalendarDate, type FullDate, isFullDate } from './calendar-date.ts';

const TOKYO_OFFSET_MS = 9 * 60 * 60 * 1000;

/** The date in Japan at an instant: UTC+9, no summer time. */
export function dateInJapan(instant: Date): FullDate {
  const shifted = new Date(instant.getTime() + TOKYO_OFFSET_MS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
  };
}

/**
 * Full years of age throughout `on`, by 年齢計算ニ関スル法律: a year is completed at the end of the day before the
 * birthday, so the new age counts from the birthday's first moment; who was born on 29 February gains it at the end
 * of the 28th, hence on 1 March of an ordinary year (services.md 6.4).
 * Undefined when month or day is unknown (no automated proof of age then) or when `on` is before the birth.
 */
export function ageOn(birth: CalendarDate, on: FullDate): number | undefined {
  if (!isFullDate(birth)) return undefined;
  const reached = on.month > birth.month || (on.month === birth.month && on.day >= birth.day);
  const age = on.year - birth.year - (reached ? 0 : 1);
  return age < 0 ? undefined : age;
}
