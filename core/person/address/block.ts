import { type Token, isNumber, skipBlanks } from './token.ts';

/** 甲乙…, イロハ…: lots are numbered anew under each; one letter in front of (or behind) the number. */
const LOT_LETTER = /^[甲乙丙戊己庚辛壬癸イロハニホヘトチリヌルヲワ]$/u;
/** These too, but names end with them as well (巣子, 東勝楽丁): only right behind a known town. */
const RARE_LOT_LETTER = /^[丁子丑寅卯辰巳午未申酉戌亥]$/u;

/** the text of the tokens from `at`, as far as needed to see a word */
function ahead(tokens: readonly Token[], at: number): string {
  let text = '';
  for (let place = at; place < at + 5; place++) {
    const token = tokens[place];
    if (token === undefined || token.kind === 'blank') break;
    text += isNumber(token) ? '0' : token.key;
  }
  return text;
}

/** `3F`, `405号室`, `2号棟`: the number is of the building. `text` stands behind the number. */
function isOfBuilding(text: string): boolean {
  return /^(?:F|階|号室|号棟|号館|室|棟|館|号店|LDK)/u.test(text);
}

/** `4条`, `3番町`, `23地割`, `2の通`, 十番 before `1丁目`: the number is of a name. `text` stands behind the number. */
function isOfName(text: string): boolean {
  return /^(?:条|線|区|町|地割|丁目|丁(?:0|-|の0|$)|番(?:町|丁|街|通|0丁目)|号線|の(?!0|-|[A-Z])|通|軒|本|つ|ヶ|ツ)/u.test(
    text,
  );
}

/** Whether lots or house numbers begin at `at`; `tight`: nothing stands between this and the name of a known town. */
export function startsBlock(tokens: readonly Token[], at: number, tight: boolean): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (token.kind === 'letter') {
    if (/^(?:無番地|番外地|無地番)/u.test(ahead(tokens, at))) return true;
    const next = tokens[at + 1];
    const place = next?.kind === 'dash' ? at + 2 : at + 1;
    return (
      LOT_LETTER.test(token.key) && tokens[place]?.kind === 'arabic' && startsBlock(tokens, place, tight)
    );
  }
  if (!isNumber(token)) return false;
  const text = ahead(tokens, at + 1);
  if (isOfBuilding(text) || isOfName(text) || tokens[at - 1]?.key === '第') return false;
  if (token.kind === 'arabic') return true;
  return /^(?:番|号|-|の0)/u.test(text) || (tight && text === '');
}

export interface Block {
  /** token behind the block, its trailing blanks included */
  readonly end: number;
  /** where its last number may begin a room: the token of the dash before it */
  readonly roomFrom: number | undefined;
}

const SUFFIX = [
  '丁目',
  '番地先',
  '番地内',
  '番外地',
  '番地',
  '地先',
  '地内',
  '地割',
  '号地',
  '番',
  '丁',
  '号',
  '先',
];

/** Tokens of a word like 番地 behind a number. */
function suffixLength(tokens: readonly Token[], at: number): number {
  const text = ahead(tokens, at);
  const suffix = SUFFIX.find((word) => text.startsWith(word));
  if (suffix === undefined) return 0;
  if (suffix === '先' && !/^先(?:$|-)/u.test(text)) return 0;
  if (suffix === '号' && isOfBuilding(text)) return 0;
  return Array.from(suffix).length;
}

/** One number with what belongs to it: `12`, `甲12`, `12番地`, `5イ`, `A`; the token behind it, or undefined. */
function group(tokens: readonly Token[], at: number, afterDash: boolean): number | undefined {
  let place = at;
  const first = tokens[place];
  if (first?.kind === 'letter') {
    const letter =
      LOT_LETTER.test(first.key) ||
      RARE_LOT_LETTER.test(first.key) ||
      (afterDash && /^[A-Z]$/.test(first.key));
    if (!letter) return undefined;
    place++;
    if (!isNumber(tokens[place]))
      return /^[A-Z]$/.test(first.key) && !isLatin(tokens[place]) ? place : undefined;
  }
  if (!isNumber(tokens[place]) || isOfBuilding(ahead(tokens, place + 1))) return undefined;
  place++;
  const spaced = skipBlanks(tokens, place);
  const suffix = suffixLength(tokens, spaced);
  if (suffix > 0) return spaced + suffix;
  const letter = tokens[place];
  if (letter?.kind === 'letter' && /^[A-Z甲乙丙丁イロハニホヘト]$/u.test(letter.key)) {
    const behind = tokens[place + 1];
    if (
      behind === undefined ||
      behind.kind === 'blank' ||
      behind.kind === 'dash' ||
      suffixLength(tokens, place + 1) > 0
    )
      return place + 1 + suffixLength(tokens, place + 1);
  }
  return place;
}

function isLatin(token: Token | undefined): boolean {
  return token?.kind === 'letter' && /^[A-Z]$/.test(token.key);
}

/** What may stand between two numbers; `undefined` when the block ends. */
function joint(
  tokens: readonly Token[],
  at: number,
): { readonly at: number; readonly dash: boolean } | undefined {
  const place = skipBlanks(tokens, at);
  const token = tokens[place];
  if (token?.kind === 'dash' || (token?.kind === 'letter' && /^[の・、,.~/&]$/u.test(token.key))) {
    const next = skipBlanks(tokens, place + 1);
    return { at: tokens[next]?.kind === 'dash' ? next + 1 : next, dash: true };
  }
  if (isNumber(token) && token.kind === 'arabic') {
    const previous = tokens[at - 1];
    const text = ahead(tokens, place + 1);
    const suffixed = previous?.kind === 'letter' && /^[目番地号丁先割]$/u.test(previous.key);
    if (!suffixed) return undefined;
    // 15号8番地: in some towns the section is a 号; a bare number behind 号 is a room.
    if (place === at)
      return previous.key === '号' && !text.startsWith('番') ? undefined : { at: place, dash: false };
    // A blank stands between: only what goes on in the same manner belongs to the block.
    const more =
      /^(?:番|号|丁|-|の0)/u.test(text) || (text === '' && previous.key !== '号' && previous.key !== '地');
    return more ? { at: place, dash: false } : undefined;
  }
  if (token?.kind === 'kanji' && place === at && /^(?:番|号|-)/u.test(ahead(tokens, place + 1))) {
    const previous = tokens[at - 1];
    return previous?.kind === 'letter' && /^[目番地]$/u.test(previous.key)
      ? { at: place, dash: false }
      : undefined;
  }
  return undefined;
}

/** Reads lots and house numbers from `at`, where {@link startsBlock} held or a dash stands. */
export function readBlock(tokens: readonly Token[], at: number): Block {
  let place = at;
  const word = /^(?:無番地|番外地|無地番)/u.exec(ahead(tokens, at))?.[0];
  if (word !== undefined)
    return { end: skipBlanks(tokens, at + Array.from(word).length), roomFrom: undefined };
  if (tokens[place]?.kind === 'dash' || tokens[place]?.key === 'の') place++;
  if (tokens[place + 1]?.kind === 'dash' && tokens[place]?.kind === 'letter') place += 2;
  let end = group(tokens, place, false) ?? at;
  let numbers = 1;
  let roomFrom: number | undefined;
  for (;;) {
    const next = joint(tokens, end);
    const behind = next === undefined ? undefined : group(tokens, next.at, next.dash);
    if (next === undefined || behind === undefined) break;
    numbers++;
    roomFrom = next.dash && numbers >= 3 && looksLikeRoom(tokens, next.at, behind) ? end : undefined;
    end = behind;
  }
  return { end: skipBlanks(tokens, end), roomFrom };
}

/** Three digits or more, or a letter: a room as well as a house number can. */
function looksLikeRoom(tokens: readonly Token[], at: number, end: number): boolean {
  const [first, last] = [tokens[at], tokens[end - 1]];
  if (first === undefined || last === undefined) return false;
  return isLatin(first) || (isNumber(last) && last.end - last.start >= 3);
}
