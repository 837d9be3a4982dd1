import { type Token, azaEnd, isNumber, skipBlanks, tokenize } from './token.ts';

export interface TownEntry {
  readonly name: string;
  readonly keys: readonly string[];
  /** postal codes, seven digits each; several where a long town has them by number of 丁目 or building */
  readonly postalCodes: readonly string[];
}

interface TownMatch {
  readonly entry: TownEntry;
  /** index of the first token behind the name */
  readonly end: number;
}

/** The towns of one municipality. */
export interface TownIndex {
  /** codes of the whole municipality, for towns the list does not name */
  readonly postalCodes: readonly string[];
  /** codes of a town by its name in the list */
  postalCodesOf(name: string): readonly string[];
  /** every name the line can go on with at token `at`, longest first */
  matches(tokens: readonly Token[], at: number): readonly TownMatch[];
}

/** Letters that a line may have and the list not, or the other way round: 字小禄, 市ヶ谷田町, 北１西２ for 北一条西二丁目. */
const SKIPPABLE = new Set(['字', 'ヶ', 'の', 'ツ', '条', 'り']);

function unpack(packed: string): readonly TownEntry[] {
  const byName = new Map<string, { keys: readonly string[]; postalCodes: string[] }>();
  let code = 0;
  for (const item of packed.split(',')) {
    const [, name = '', step = ''] = /^([^0-9a-z]*)([0-9a-z]*)$/u.exec(item) ?? [];
    if (step === '') continue;
    code += Number.parseInt(step, 36);
    const postalCode = String(code).padStart(7, '0');
    const known = byName.get(name);
    if (known !== undefined) known.postalCodes.push(postalCode);
    else byName.set(name, { keys: tokenize(name).map(({ key }) => key), postalCodes: [postalCode] });
  }
  return Array.from(byName, ([name, rest]) => ({ name, ...rest }));
}

/** Where `keys` end in the line, letter for letter or (`loose`) with letters of {@link SKIPPABLE} missing on either side. */
function follow(
  tokens: readonly Token[],
  at: number,
  keys: readonly string[],
  loose: boolean,
): number | undefined {
  let place = at;
  let index = 0;
  while (index < keys.length) {
    const token = tokens[place];
    const key = keys[index] ?? '';
    if (token === undefined) return undefined;
    if (token.kind === 'blank' && token.key !== '\n') place++;
    else if (token.key === key) {
      place++;
      index++;
    } else if (loose && SKIPPABLE.has(key) && index > 0) index++;
    else if (loose && token.kind === 'letter' && index > 0 && SKIPPABLE.has(token.key)) place++;
    else if (loose && token.key === '大' && tokens[place + 1]?.key === '字') place += 2;
    else return undefined;
  }
  // 天王通 in the list, 天王通り in the line
  return tokens[place - 1]?.key === '通' && tokens[place]?.key === 'り' ? place + 1 : place;
}

function townIndex(packed: string): TownIndex {
  const entries = unpack(packed);
  const byFirst = new Map<string, TownEntry[]>();
  for (const entry of entries) {
    const [first] = entry.keys;
    if (first === undefined) continue;
    const group = byFirst.get(first);
    if (group === undefined) byFirst.set(first, [entry]);
    else group.push(entry);
  }
  const lookUp = (tokens: readonly Token[], at: number, loose: boolean): TownMatch[] =>
    (byFirst.get(tokens[at]?.key ?? '') ?? []).flatMap((entry) => {
      const end = follow(tokens, at, entry.keys, loose);
      return end === undefined ? [] : [{ entry, end }];
    });
  return {
    postalCodes: entries.find(({ name }) => name === '')?.postalCodes ?? [],
    postalCodesOf: (name) => entries.find((entry) => entry.name === name)?.postalCodes ?? [],
    matches(tokens, at) {
      const start = skipBlanks(tokens, at);
      const named = azaEnd(tokens, start);
      const found = [...lookUp(tokens, start, false), ...lookUp(tokens, start, true)];
      if (named !== undefined) found.push(...lookUp(tokens, named, false), ...lookUp(tokens, named, true));
      return found.sort((a, b) => b.end - a.end);
    },
  };
}

/** A town's name usually stops where a number, a dash, a blank or a smaller name begins. */
export function isBoundary(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind !== 'letter' || isNumber(token)) return true;
  return /^[字大甲乙丙丁番地のー(（「A-Z]$/u.test(token.key);
}

/** Towns of municipalities by code, unpacked when first asked for. */
export interface AddressData {
  towns(code: string): TownIndex | undefined;
}

/** Over one or more prefectures' tables of core/person/address/data. */
export function addressData(...tables: readonly Readonly<Record<string, string>>[]): AddressData {
  const unpacked = new Map<string, TownIndex>();
  return {
    towns(code) {
      const known = unpacked.get(code);
      if (known !== undefined) return known;
      const packed = tables.find((table) => Object.hasOwn(table, code))?.[code];
      if (packed === undefined) return undefined;
      const index = townIndex(packed);
      unpacked.set(code, index);
      return index;
    },
  };
}
