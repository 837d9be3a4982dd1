import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ALL_TOWNS } from '../../core/person/address/data/all-towns.ts';
import { MUNICIPALITIES } from '../../core/person/address/data/municipalities.ts';
import { splitLine } from '../../core/person/address/split-line.ts';
import { addressData } from '../../core/person/address/town-table.ts';

const ROUNDS = 30;

/** Public offices' addresses, prefecture, city, town and block apart. */
function offices(): readonly (readonly string[])[] {
  return readFileSync(new URL('../fixtures/person/offices.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}

/**
 * Speed and accuracy of the address splitter and the weight of its tables: `perSecond` with the towns unpacked,
 * `coldMs` for the first line of one prefecture, sizes in bytes after gzip (chunks of the app: one a prefecture).
 */
export async function bench(): Promise<Record<string, number>> {
  const rows = offices();
  const lines = rows.map((row) => row.join(''));
  const data = addressData(ALL_TOWNS);
  const cold = performance.now();
  splitLine(lines[0] ?? '', addressData(ALL_TOWNS));
  const coldMs = performance.now() - cold;
  for (const line of lines) splitLine(line, data);
  const start = performance.now();
  for (let round = 0; round < ROUNDS; round++) for (const line of lines) splitLine(line, data);
  const seconds = (performance.now() - start) / 1000;

  let city = 0;
  let town = 0;
  for (const row of rows) {
    const [reading] = splitLine(row.join(''), data).readings;
    if (reading.prefecture === row[0] && reading.city === row[1]) city++;
    if (reading.town === row[2]) town++;
  }
  const size = (value: unknown): number => gzipSync(JSON.stringify(value), { level: 9 }).length;
  const chunks = MUNICIPALITIES.map(([code]) =>
    size(Object.entries(ALL_TOWNS).filter(([municipality]) => municipality.startsWith(code))),
  );
  return Promise.resolve({
    'person.addresses.perSecond': Math.round((ROUNDS * lines.length) / seconds),
    'person.addresses.coldMs': Math.round(coldMs * 10) / 10,
    'person.addresses.cityPercent': Math.round((1000 * city) / rows.length) / 10,
    'person.addresses.townPercent': Math.round((1000 * town) / rows.length) / 10,
    'person.data.municipalities.gzip': size(MUNICIPALITIES),
    'person.data.towns.gzip': chunks.reduce((sum, chunk) => sum + chunk, 0),
    'person.data.largestChunk.gzip': Math.max(...chunks),
  });
}
