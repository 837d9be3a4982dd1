import { encode } from '../../bytes/der-encode.ts';
import { malformed, TAG, type DerElement } from '../../bytes/der.ts';
import { toUtf8 } from '../../bytes/utf8.ts';

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

/** A Time to the second: UTCTime for 1950–2049, GeneralizedTime for other years 0–9999. */
export function writeTime(time: Date): Uint8Array<ArrayBuffer> {
  const text = time.toISOString().replace(/\.\d+|[-:T]/g, '');
  const isShort = text >= '1950' && text < '2050';
  return isShort ? encode(TAG.utcTime, toUtf8(text.slice(2))) : encode(TAG.generalizedTime, toUtf8(text));
}
