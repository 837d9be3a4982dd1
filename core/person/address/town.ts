import { startsBlock } from './block.ts';
import { type Token, azaEnd, isNumber, skipBlanks } from './token.ts';
import { type TownEntry, type TownIndex, isBoundary } from './town-table.ts';

export interface Town {
  /** token behind the town, its trailing blanks included */
  readonly end: number;
  /** where lots or house numbers begin; between `end` and this a smaller name (字) may stand. Undefined: no number. */
  readonly numbers: number | undefined;
  readonly entry: TownEntry | undefined;
}

/** Words of buildings and institutions: behind a town and without a number these are no smaller name. */
const BUILDING =
  /\p{Script=Latin}|[\p{Script=Katakana}ー]{3,}|ビル|荘|館|棟|階|室|駅|空港|病院|学校|大学|役所|役場|庁|会場|店|内$/u;

/** Kyoto's way along streets, 寺町通御池上る上本能寺前町: only there does the town's name stand last. */
const STREET = /[上下](?:る|ル|がる|ガル)|[東西]入|角/u;

/** Sides of a town have 丁目 of their own (旭町南１丁目), fields and villages of Hokkaido are counted: 南町南８線, 宇園別１区. */
const PART = /^(?:[東西南北]|中央|第?0[線条区][東西南北]?)$/u;

function textOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map((token) => (isNumber(token) ? '0' : token.kind === 'blank' ? '' : token.key))
    .join('');
}

function isAza(tokens: readonly Token[], at: number): boolean {
  return azaEnd(tokens, at) !== undefined;
}

/** Token behind 丁目 (or 丁, as in Sakai and Sendai), and a direction after it (南郷通７丁目南), for the number at `at`. */
function chomeEnd(tokens: readonly Token[], at: number): number | undefined {
  if (!isNumber(tokens[at])) return undefined;
  const first = skipBlanks(tokens, at + 1);
  if (tokens[first]?.key !== '丁') return undefined;
  let end = first + 1;
  if (tokens[end]?.key === '目') end++;
  else if (tokens[end]?.kind === 'letter' && tokens[end]?.key !== 'の') return undefined;
  const direction =
    /^[東西南北]$/u.test(tokens[end]?.key ?? '') && (isNumber(tokens[end + 1]) || end + 1 === tokens.length);
  return direction ? end + 1 : end;
}

/** Where the first lot or house number begins from `at` on, and the end of the last 丁目 before it. */
function scan(
  tokens: readonly Token[],
  at: number,
): { readonly numbers: number | undefined; readonly chome: number | undefined } {
  let chome: number | undefined;
  for (let place = at; place < tokens.length && tokens[place]?.key !== '\n'; place++) {
    const end = chomeEnd(tokens, place);
    const tight = place === at || place === chome;
    if (end !== undefined) {
      chome = skipBlanks(tokens, end);
      place = chome - 1;
    } else if (startsBlock(tokens, place, tight)) return { numbers: place, chome };
    else if (
      tight &&
      (tokens[place]?.kind === 'dash' || tokens[place]?.key === 'の') &&
      startsBlock(tokens, place + 1, true)
    ) {
      return { numbers: place, chome };
    }
  }
  return { numbers: undefined, chome };
}

function lineEnd(tokens: readonly Token[], at: number): number {
  const end = tokens.findIndex(({ key }, index) => index >= at && key === '\n');
  return end < 0 ? tokens.length : end;
}

/** The town that begins at `at`: a name of the postal list with its 丁目, or what grammar takes for one. */
export function findTown(tokens: readonly Token[], at: number, index: TownIndex | undefined): Town {
  const matches = index?.matches(tokens, at) ?? [];
  const match = matches.find(({ end }) => isBoundary(tokens, end)) ?? matches[0];
  const known = skipBlanks(tokens, match?.end ?? at);
  const { numbers, chome } = scan(tokens, known);
  const stop = numbers ?? lineEnd(tokens, known);
  const street = throughStreets(tokens, at, stop, index);
  if (street !== undefined) return { end: stop, numbers, entry: street.entry };
  if (chome !== undefined) {
    // What stands between 丁目 and the first number is a building then, and its number one of the building.
    const direct = numbers !== undefined && (numbers === chome || isAza(tokens, chome));
    return { end: chome, numbers: direct ? numbers : undefined, entry: match?.entry };
  }
  if (match === undefined) return { ...withoutList(tokens, at, stop, numbers), numbers, entry: undefined };
  if (tokens[known]?.key === '大' && isAza(tokens, known)) {
    return { end: azaFrom(tokens, known + 2, stop) ?? stop, numbers, entry: match.entry };
  }
  const gap = textOf(tokens, known, stop);
  const longer = /[町丁通]$/u.test(gap) && !isAza(tokens, known) && numbers !== undefined;
  if (longer || PART.test(gap)) return { end: stop, numbers, entry: match.entry };
  return { end: known, numbers, entry: match.entry };
}

/** In Kyoto the line up to the number, when it goes along streets and ends with a town or the streets lead to one. */
function throughStreets(
  tokens: readonly Token[],
  at: number,
  stop: number,
  index: TownIndex | undefined,
): { readonly entry: TownEntry | undefined } | undefined {
  const text = textOf(tokens, at, stop);
  if (!STREET.test(text)) return undefined;
  for (let place = at + 1; place < stop; place++) {
    const match = index?.matches(tokens, place).find(({ end }) => skipBlanks(tokens, end) === stop);
    if (match !== undefined) return { entry: match.entry };
  }
  return { entry: undefined };
}

/** The next smaller name from `from` on: 字 (大字 passed over), 第２３地割, 第５号. */
function azaFrom(tokens: readonly Token[], from: number, stop: number): number | undefined {
  for (let place = from; place < stop; place++) {
    const end = azaEnd(tokens, place);
    if (end !== undefined && tokens[place]?.key !== '大') return place;
    if (end !== undefined) place = end;
    if (/^(?:第0(?:地割|号)|0地割)/u.test(textOf(tokens, place, place + 4))) return place;
  }
  return undefined;
}

/** No name of the list: up to 字 behind the first name, or the number, or all unless it is a building. */
function withoutList(
  tokens: readonly Token[],
  at: number,
  stop: number,
  numbers: number | undefined,
): { readonly end: number } {
  const aza = azaFrom(tokens, (azaEnd(tokens, at) ?? at) + 1, stop);
  if (aza !== undefined) return { end: aza };
  if (numbers === undefined && BUILDING.test(textOf(tokens, at, stop))) return { end: at };
  return { end: stop };
}

/** Whether text behind a town without number is a building or institution. */
export function isBuilding(tokens: readonly Token[], from: number, to: number): boolean {
  return BUILDING.test(textOf(tokens, from, to));
}
