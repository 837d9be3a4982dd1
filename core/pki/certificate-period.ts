import { placeInPeriod } from './check-period.ts';

/** Where today stands in a certificate's life. */
export type ValidityState = 'not-yet' | 'ok' | 'expiring' | 'expired';

export interface CertificatePeriod {
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly state: ValidityState;
  /** calendar days in Japan from today to the last day: 0 on the last day, negative after it */
  readonly daysLeft: number;
}

/** A municipality renews the certificates from this many calendar months before the last day. */
const RENEWAL_MONTHS = 3;

/** Japan has had no other offset since 1951, so certificates need no time-zone database. */
const TOKYO_OFFSET_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;

/** State and days left of a certificate, counted in the calendar days of Japan. */
export function certificatePeriod(
  { notBefore, notAfter }: Pick<CertificatePeriod, 'notBefore' | 'notAfter'>,
  now: Date,
): CertificatePeriod {
  const today = tokyoDay(now);
  const last = tokyoDay(notAfter);
  const isRenewable = today >= monthsBefore(last, RENEWAL_MONTHS);
  const place = placeInPeriod({ notBefore, notAfter }, now);
  const inside = isRenewable ? 'expiring' : 'ok';
  const state = place === 'before' ? 'not-yet' : place === 'after' ? 'expired' : inside;
  return { notBefore, notAfter, state, daysLeft: last - today };
}

/** Days since 1970-01-01 on the calendar of Japan. */
function tokyoDay(time: Date): number {
  return Math.floor((time.getTime() + TOKYO_OFFSET_MS) / DAY_MS);
}

/** The same day of the month, or the month's last where it has none. */
function monthsBefore(day: number, months: number): number {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth() - months;
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastOfMonth)) / DAY_MS;
}
