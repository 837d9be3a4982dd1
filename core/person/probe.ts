import { ALL_TOWNS } from './address/data/all-towns.ts';
import type { Piece } from './address/pieces.ts';
import { splitLine } from './address/split-line.ts';
import { addressData } from './address/town-table.ts';
import { fromIsoDate, parseCompactDate } from './calendar-date.ts';
import { formatSeireki, formatWareki } from './format-date.ts';

export { splitName } from './name.ts';

const data = addressData(ALL_TOWNS);

/**
 * The best reading of a line, synchronously, for measuring from outside: the six pieces joined are the line. What leads
 * to an address (a postal code) stands in front of `prefecture`, since six pieces in this order have no other place.
 */
export function splitAddress(line: string): Readonly<Record<Piece, string>> {
  const [{ lead, prefecture, city, town, block, building, unparsed }] = splitLine(line, data).readings;
  return { prefecture: lead + prefecture, city, town, block, building, unparsed };
}

/** `YYYY-MM-DD` or the card's `YYYYMMDD` as 1980年2月17日 or 昭和55年2月17日; undefined when it is no date. */
export function formatBirthDate(
  birthDate: string,
  calendar: 'seireki' | 'wareki' = 'seireki',
): string | undefined {
  const date = parseCompactDate(birthDate) ?? fromIsoDate(birthDate);
  if (date === undefined) return undefined;
  return calendar === 'wareki' ? formatWareki(date) : formatSeireki(date, 'ja');
}
