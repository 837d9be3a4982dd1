import { MUNICIPALITIES } from './data/municipalities.ts';
import { type Token, skipBlanks, tokenize } from './token.ts';

export interface MunicipalityMatch {
  /** token where the address begins, behind what leads to it */
  readonly from: number;
  /** token behind the prefecture; `from` when it is not written */
  readonly prefectureEnd: number;
  readonly cityEnd: number;
  /** codes of five digits, none when the name is not in the list (a former municipality) */
  readonly codes: readonly string[];
}

interface Name {
  readonly code: string;
  /** a wholly written name beats a ward without its city or a town without its county */
  readonly whole: boolean;
}

const keysOf = (text: string): string =>
  tokenize(text)
    .map(({ key }) => key)
    .join('');

const PREFECTURES = new Map<string, { readonly code: string; readonly whole: boolean }>();
const NAMES = new Map<string, Name[]>();
let longest = 0;

function addName(name: string, code: string, whole: boolean): void {
  const keys = keysOf(name);
  longest = Math.max(longest, Array.from(keys).length);
  const known = NAMES.get(keys);
  if (known === undefined) NAMES.set(keys, [{ code, whole }]);
  else known.push({ code, whole });
}

for (const [prefecture, name, cities] of MUNICIPALITIES) {
  PREFECTURES.set(keysOf(name), { code: prefecture, whole: true });
  if (name !== '北海道') PREFECTURES.set(keysOf(name.slice(0, -1)), { code: prefecture, whole: false });
  for (const item of cities.split(',')) {
    const code = prefecture + item.slice(0, 3);
    const city = item.slice(3);
    addName(city, code, true);
    const ward = /^(.+?市)(.+区)$/u.exec(city);
    const county = /^(?:.+?郡|.+島)(.+[町村])$/u.exec(city);
    if (ward?.[1] !== undefined && ward[2] !== undefined) {
      addName(ward[1], code, true);
      addName(ward[2], code, false);
    } else if (county?.[1] !== undefined) addName(county[1], code, false);
  }
}

/** Names of `map` the line can go on with at `at`, longest first; blanks inside a name are passed over. */
function longestName<T>(
  map: ReadonlyMap<string, T>,
  tokens: readonly Token[],
  at: number,
): readonly (readonly [T, number])[] {
  const found: (readonly [T, number])[] = [];
  let keys = '';
  for (let place = at, letters = 0; place < tokens.length && letters < longest; place++) {
    const token = tokens[place];
    if (token === undefined || token.key === '\n') break;
    if (token.kind === 'blank') continue;
    keys += token.key;
    letters++;
    const value = map.get(keys);
    if (value !== undefined) found.unshift([value, place + 1]);
  }
  return found;
}

/** `〒100-0001 `, `日本、`: never in a certified line, often in front of others. */
function leadEnd(line: string, tokens: readonly Token[]): number {
  const [lead = ''] =
    /^\s*(?:日本国?[、,\s]\s*)?(?:(?:〒|郵便番号)?[\s:：]*[0-9０-９]{3}[-－‐−―ー]?[0-9０-９]{4}(?![0-9０-９])[\s、,]*)?/u.exec(
      line,
    ) ?? [];
  const index = tokens.findIndex(({ end }) => end > lead.length);
  return index < 0 ? tokens.length : index;
}

/** The longest name wins; among places of that name the wholly written, then those in `prefecture` only. */
function findCity(
  tokens: readonly Token[],
  at: number,
  prefecture: string | undefined,
): readonly [string[], number] | undefined {
  for (const [names, end] of longestName(NAMES, tokens, at)) {
    const there = names.filter(({ code }) => prefecture === undefined || code.startsWith(prefecture));
    const whole = there.filter((name) => name.whole);
    const codes = (whole.length > 0 ? whole : there).map(({ code }) => code);
    if (codes.length > 0) return [codes, end];
  }
  return undefined;
}

const COUNTY = /^[^\p{N}\p{P}\s]{1,5}?郡\s*[^\p{N}\p{P}\s]{1,6}?[町村]/u;

/** Shapes of municipalities that are no more, or not yet, in the list; tried in this order. */
const SHAPES = [
  COUNTY,
  /^[^\p{N}\s]{1,6}?市(?:\s*[^\p{N}\s市町村]{1,4}区)?/u,
  /^[^\p{N}\s]{1,4}区/u,
  /^[^\p{N}\s]{1,6}?[町村]/u,
];
const NEW_WARD = /^\s*[^\p{N}\s市町村区]{1,3}区/u;

function shapeEnd(
  line: string,
  tokens: readonly Token[],
  at: number,
  shapes: readonly RegExp[],
): number | undefined {
  const start = tokens[at]?.start ?? line.length;
  const rest = line.slice(start, start + 24);
  for (const shape of shapes) {
    const length = shape.exec(rest)?.[0].length;
    if (length === undefined) continue;
    const end = tokens.findIndex((token, index) => index >= at && token.end >= start + length);
    if (end >= 0) return end + 1;
  }
  return undefined;
}

/** Prefecture and municipality at the head of a line; undefined when there is neither. */
export function findMunicipality(line: string, tokens: readonly Token[]): MunicipalityMatch | undefined {
  const from = leadEnd(line, tokens);
  for (const [{ code, whole }, end] of longestName(PREFECTURES, tokens, from)) {
    const at = skipBlanks(tokens, end);
    const city = findCity(tokens, at, code);
    if (city !== undefined)
      return withWard(line, tokens, { from, prefectureEnd: at, codes: city[0], cityEnd: city[1] });
    if (!whole) continue;
    const cityEnd = shapeEnd(line, tokens, at, SHAPES);
    return { from, prefectureEnd: at, codes: [], cityEnd: cityEnd ?? at };
  }
  const city = findCity(tokens, from, undefined);
  if (city === undefined) {
    // Without a prefecture only a county is sign enough: 市 alone ends many words.
    const cityEnd = shapeEnd(line, tokens, from, [COUNTY]);
    return cityEnd === undefined ? undefined : { from, prefectureEnd: from, codes: [], cityEnd };
  }
  return withWard(line, tokens, { from, prefectureEnd: from, codes: city[0], cityEnd: city[1] });
}

/** A city with wards whose ward is not in the list (浜松市中区 until 2023): the ward still belongs to the name. */
function withWard(line: string, tokens: readonly Token[], match: MunicipalityMatch): MunicipalityMatch {
  if (match.codes.length < 2 || tokens[match.cityEnd - 1]?.key !== '市') return match;
  return { ...match, cityEnd: shapeEnd(line, tokens, match.cityEnd, [NEW_WARD]) ?? match.cityEnd };
}
