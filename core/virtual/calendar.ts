import type { Birth, Day, Past } from './personas/persona.ts';

/** The Japanese day of an instant: the country has one time zone, nine hours ahead of UTC. */
export function japaneseDay(instant: Date): Day {
  return new Date(instant.getTime() + 9 * 3600_000).toISOString().slice(0, 10).replaceAll('-', '');
}

/** The last second of a Japanese day, as certificates end (card.md 4.2): 14:59:59 UTC. */
export function endOfJapaneseDay(day: Day): Date {
  return new Date(Date.UTC(yearOf(day), Number(day.slice(4, 6)) - 1, Number(day.slice(6)), 14, 59, 59));
}

export function addDays(day: Day, days: number): Day {
  const noon = Date.UTC(yearOf(day), Number(day.slice(4, 6)) - 1, Number(day.slice(6)) + days, 3);
  return japaneseDay(new Date(noon));
}

/** The same day of another year; 29 February becomes the 28th where there is none. */
export function inYear(day: Day, year: number): Day {
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const rest = day.slice(4);
  return `${String(year).padStart(4, '0')}${rest === '0229' && !leap ? '0228' : rest}`;
}

export function birthDay(birth: Birth, today: Day): Day {
  if (typeof birth === 'string') return birth;
  const birthday = addDays(today, birth.inDays);
  return inYear(birthday, yearOf(birthday) - birth.turns);
}

export function pastDay(past: Past, today: Day): Day {
  if (typeof past === 'string') return past;
  if ('daysAgo' in past) return addDays(today, -past.daysAgo);
  return inYear(today, yearOf(today) - past.yearsAgo);
}

/** The nth birthday after a day; a birthday on that day does not count. */
export function nthBirthdayAfter(birth: Day, n: number, day: Day): Day {
  const later = inYear(birth, yearOf(day)) > day ? n - 1 : n;
  return inYear(birth, yearOf(day) + later);
}

/** Whole years of age. */
export function ageOn(birth: Day, day: Day): number {
  const years = yearOf(day) - yearOf(birth);
  return inYear(birth, yearOf(day)) > day ? years - 1 : years;
}

/** First days of the eras (services.md 6.4). */
const ERAS: readonly (readonly [first: Day, digit: string])[] = [
  ['20190501', '5'],
  ['19890108', '4'],
  ['19261225', '3'],
  ['19120730', '2'],
  ['18680125', '1'],
];

/** Era as the certificate's digit (1 明治 … 5 令和, 0 unknown) and the year in it. */
export function era(day: Day): { readonly digit: string; readonly year: number } {
  const found = ERAS.find(([first]) => first <= day);
  if (found === undefined) return { digit: '0', year: yearOf(day) };
  return { digit: found[1], year: yearOf(day) - yearOf(found[0]) + 1 };
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
