/**
 * Measures the address splitter on a labelled list: `npx tsx tools/postal-score.ts list.tsv [failures]`. Each line of the
 * list: address, prefecture, municipality, town, parted by tabs; the town may be missing or in another spelling. Prints the
 * share of lines that come back byte for byte, of right municipalities and of right towns, then some failures.
 */
import { readFileSync } from 'node:fs';
import { tokenize } from '../core/person/address/token.ts';
import { splitAddress } from '../core/person/probe.ts';

const [file, shown = '20'] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: tsx tools/postal-score.ts list.tsv [failures]');

const keys = (text: string): string =>
  tokenize(text)
    .filter(({ kind }) => kind !== 'blank')
    .map(({ key }) => key)
    .join('');

/** Lists differ in whether they write 大字 and count the 丁目 that a line only implies (丸の内1-9-1): neither is compared. */
const townKeys = (text: string): string =>
  keys(text.replace(/大字|字/gu, '').replace(/(?:[0-9０-９]+|[〇一二三四五六七八九十]+)丁目?\s*$/u, ''));

let lines = 0;
let whole = 0;
let municipalities = 0;
let labelled = 0;
let towns = 0;
const failures: string[] = [];
for (const row of readFileSync(file, 'utf8').split('\n')) {
  const [line = '', prefecture = '', city = '', town = ''] = row.split('\t');
  if (line === '') continue;
  lines++;
  const pieces = splitAddress(line);
  if (Object.values(pieces).join('') === line) whole++;
  const cityRight =
    keys(pieces.city) === keys(city) &&
    (pieces.prefecture === '' || keys(pieces.prefecture) === keys(prefecture));
  if (cityRight) municipalities++;
  let townRight = true;
  if (town !== '') {
    labelled++;
    townRight = townKeys(pieces.town) === townKeys(town);
    if (townRight) towns++;
  }
  if (!cityRight || !townRight) failures.push(`${Object.values(pieces).join(' | ')}   (${city} | ${town})`);
}
const percent = (part: number, of: number): string => `${((100 * part) / of).toFixed(2)} %`;
console.log(`${lines} lines, byte for byte ${percent(whole, lines)}`);
console.log(`municipality ${percent(municipalities, lines)}`);
if (labelled > 0) console.log(`town ${percent(towns, labelled)} of ${labelled}`);
const count = Math.min(Number(shown), failures.length);
for (let index = 0; index < count; index++) {
  console.log(failures[Math.floor((index * failures.length) / count)]);
}
