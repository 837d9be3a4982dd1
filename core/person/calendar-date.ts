/**
 * A day in the Gregorian calendar as papers give it: month or day may be unknown (`00` in the card's records,
 * services.md 6.4). `month` is 1–12, `day` 1–31.
 */
export interface CalendarDate {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
}

/** {@link CalendarDate} with the era digit of the signing certificate. */
export interface CertificateDate extends CalendarDate {
  /** 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和, 0 unknown (card.md 4.3); other digits are kept as they are */
  readonly eraDigit: number;
}

/** `month` is 1–12. Counted in a year after 2000 with the same leap rule: `Date.UTC` reads years below 100 as 19xx. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/**
 * `YYYYMMDD` as the text-input application writes a birth date (card.md 2.3): ASCII digits, Gregorian year, `00` for
 * an unknown month or day. Anything else, a day that does not exist included, is `undefined`.
 */
export function parseCompactDate(text: string): CalendarDate | undefined {
  if (!/^[0-9]{8}$/.test(text)) return undefined;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(4, 6));
  const day = Number(text.slice(6, 8));
  if (year === 0 || month > 12) return undefined;
  if (day > (month === 0 ? 31 : daysInMonth(year, month))) return undefined;
  return { year, month: month === 0 ? undefined : month, day: day === 0 ? undefined : day };
}

/** `EYYYYMMDD` of the signing certificate: era digit, then a Gregorian date (card.md 4.3). */
export function parseCertificateDate(text: string): CertificateDate | undefined {
  if (!/^[0-9]{9}$/.test(text)) return undefined;
  const date = parseCompactDate(text.slice(1));
  return date === undefined ? undefined : { ...date, eraDigit: Number(text.charAt(0)) };
}

/** A date with nothing unknown. */
export interface FullDate extends CalendarDate {
  readonly month: number;
  readonly day: number;
}

export function isFullDate(date: CalendarDate): date is FullDate {
  return date.month !== undefined && date.day !== undefined;
}

/** `YYYY-MM-DD`, undefined when a part is unknown. */
export function toIsoDate(date: CalendarDate): string | undefined {
  if (!isFullDate(date)) return undefined;
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
}

/** `YYYY-MM-DD`; undefined for any other text and for days that do not exist. */
export function fromIsoDate(text: string): FullDate | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return undefined;
  const date = parseCompactDate(text.replaceAll('-', ''));
  return date !== undefined && isFullDate(date) ? date : undefined;
}
