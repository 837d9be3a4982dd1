import { toEra } from '../person/era.ts';
import type { CalendarDate } from '../person/calendar-date.ts';

/**
 * How the two digits of the birth year are read: the Japanese-era year as printed on the card, or the last two of the
 * Gregorian year. Which one a foreign holder's card uses is not known (card.md 6): the person chooses, nothing is
 * tried by itself.
 */
export type BirthYearReading = 'era' | 'gregorian';

export interface ReferenceNumberBParts {
  readonly birthDate: CalendarDate;
  readonly reading: BirthYearReading;
  /** the card's expiry year, Gregorian, 4 digits */
  readonly expiryYear: number;
  /** security code as typed, 4 ASCII digits; the caller wipes it */
  readonly securityCode: Uint8Array;
}

/**
 * 照合番号B as the card wants it: birth year 2, month 2, day 2, expiry year 4, security code 4, ASCII (card.md 2.2).
 * @returns 14 bytes, undefined when a part is not complete
 */
export function referenceNumberB(parts: ReferenceNumberBParts): Uint8Array | undefined {
  const { birthDate, reading, expiryYear, securityCode } = parts;
  const { month, day } = birthDate;
  if (month === undefined || day === undefined) return undefined;
  const year = reading === 'era' ? toEra(birthDate)?.year : birthDate.year % 100;
  if (
    year === undefined ||
    year > 99 ||
    expiryYear < 2016 ||
    expiryYear > 2099 ||
    securityCode.length !== 4
  ) {
    return undefined;
  }
  const two = (value: number): string => value.toString().padStart(2, '0');
  const digits = new Uint8Array(14);
  digits.set(
    Array.from(two(year) + two(month) + two(day) + expiryYear.toString(), (digit) => digit.charCodeAt(0)),
  );
  digits.set(securityCode, 10);
  return digits;
}
