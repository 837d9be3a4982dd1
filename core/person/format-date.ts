import type { CalendarDate } from './calendar-date.ts';
import { eraKanji, eraYearText, possibleEras } from './era.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2月17日`, `2月（日不明）`, `（月不明）17日`, `（月日不明）` */
function japaneseDay({ month, day }: CalendarDate): string {
  if (month === undefined && day === undefined) return '（月日不明）';
  return `${month === undefined ? '（月不明）' : `${month}月`}${day === undefined ? '（日不明）' : `${day}日`}`;
}

function english({ year, month, day }: CalendarDate): string {
  if (month === undefined) {
    return day === undefined ? `${year} (month and day unknown)` : `${year} (month unknown), day ${day}`;
  }
  const name = MONTHS[month - 1] ?? String(month);
  return day === undefined ? `${name} ${year} (day unknown)` : `${day} ${name} ${year}`;
}

/** The Gregorian date for a screen: `1980年2月17日` or `17 February 1980`; unknown parts are said. */
export function formatSeireki(date: CalendarDate, lang: 'ja' | 'en'): string {
  return lang === 'en' ? english(date) : `${date.year}年${japaneseDay(date)}`;
}

/**
 * The date by era for a screen: `昭和55年2月17日`, `平成元年2月1日`. Where unknown parts leave two eras open both are
 * named (`昭和64年または平成元年（月日不明）`); before 明治 there is no era and the Gregorian date stands.
 */
export function formatWareki(date: CalendarDate): string {
  const years = possibleEras(date).map(({ era, year }) => `${eraKanji(era)}${eraYearText(year)}年`);
  if (years.length === 0) return formatSeireki(date, 'ja');
  return `${years.join('または')}${japaneseDay(date)}`;
}
