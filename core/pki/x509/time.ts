import { malformed, TAG, type DerElement } from '../../bytes/der.ts';

/**
 * A Time of X.509 or CMS (RFC 5280 section 4.1.2.5): UTCTime `YYMMDDHHMMSSZ` for 1950–2049, else GeneralizedTime
 * `YYYYMMDDHHMMSSZ`.
 * @throws KazasuError `bytes.malformed` for any other form and for a moment that is not in the calendar
 */
export function readTime(element: DerElement): Date {
  const digits = String.fromCharCode(...element.content.subarray(0, 16));
  const text = element.tag === TAG.utcTime ? century(digits) : digits;
  const known = element.tag === TAG.utcTime || element.tag === TAG.generalizedTime;
  if (!known || element.content.length > 15 || !/^\d{14}Z$/.test(text)) throw malformed();
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6.000Z');
  const time = new Date(iso);
  // `24:00:00` is read by Date as the next day
  if (Number.isNaN(time.getTime()) || time.toISOString() !== iso) throw malformed();
  return time;
}

function century(digits: string): string {
  return (digits >= '50' ? '19' : '20') + digits;
}
