import { DASHES } from '../dashes.ts';
import { commonForm } from '../variants.ts';
import { kanjiDigit, kanjiValue } from './numeral.ts';

/** A letter, number, dash or blank of a line, with the place it came from. Only between tokens may a line be cut. */
export interface Token {
  readonly kind: 'letter' | 'arabic' | 'kanji' | 'dash' | 'blank';
  /** by which it is compared: equal for 三, ３ and 3, for ヶ, ケ and が, for 澤 and 沢 */
  readonly key: string;
  /** UTF-16 units in the line */
  readonly start: number;
  readonly end: number;
}

const DASH = new RegExp(`^[${DASHES}]$`, 'u');
const JOINED = /^(?:\p{M}|\p{Variation_Selector}|[\u200b-\u200d\u2060\ufeff])$/u;
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]$/u;

/** Kana that place names write now this way, now that. */
const KANA_FORMS = new Map(
  ['ヶケがガヵカ', 'のノ之乃', 'ツッつっ'].flatMap((group) =>
    Array.from(group, (letter) => [letter, group.charAt(0)] as const),
  ),
);

/** Private-use letter for a number, so that 12 is one letter and 1 no prefix of it. */
function numberKey(value: number): string {
  return value < 0xfff0 ? String.fromCodePoint(0xf0000 + value) : `#${value}`;
}

export function isNumber(token: Token | undefined): token is Token & { kind: 'arabic' | 'kanji' } {
  return token?.kind === 'arabic' || token?.kind === 'kanji';
}

/** Over blanks within a line. */
export function skipBlanks(tokens: readonly Token[], at: number): number {
  let place = at;
  while (tokens[place]?.kind === 'blank' && tokens[place]?.key !== '\n') place++;
  return place;
}

/** Token behind 大字, 小字 or 字 when one stands at `at`. */
export function azaEnd(tokens: readonly Token[], at: number): number | undefined {
  if (tokens[at]?.key === '字') return at + 1;
  return /^[大小]$/u.test(tokens[at]?.key ?? '') && tokens[at + 1]?.key === '字' ? at + 2 : undefined;
}

class Tokenizer {
  readonly tokens: Token[] = [];
  #run = '';
  #runKind: 'arabic' | 'kanji' = 'arabic';
  #runStarts: number[] = [];

  number(kind: 'arabic' | 'kanji', digit: string, start: number): void {
    if (this.#runKind !== kind) this.flush(start);
    this.#runKind = kind;
    this.#run += digit;
    this.#runStarts.push(start);
  }

  flush(end: number): void {
    const [kind, run, starts] = [this.#runKind, this.#run, this.#runStarts];
    this.#run = '';
    this.#runStarts = [];
    if (run === '') return;
    const value = kind === 'kanji' ? kanjiValue(run) : run.length < 9 ? Number(run) : undefined;
    const start = starts[0] ?? end;
    if (value !== undefined) this.tokens.push({ kind, key: numberKey(value), start, end });
    else if (kind === 'arabic') this.tokens.push({ kind, key: `#${run}`, start, end });
    else {
      Array.from(run).forEach((digit, index) => {
        const at = starts[index] ?? end;
        this.tokens.push({
          kind,
          key: numberKey(kanjiValue(digit) ?? 0),
          start: at,
          end: starts[index + 1] ?? end,
        });
      });
    }
  }

  other(kind: 'letter' | 'dash' | 'blank', key: string, start: number, end: number): void {
    this.flush(start);
    this.tokens.push({ kind, key, start, end });
  }

  /** a mark that belongs to what stands before it */
  extend(start: number, end: number): void {
    this.flush(start);
    const last = this.tokens.at(-1);
    if (last === undefined) this.tokens.push({ kind: 'blank', key: ' ', start, end });
    else this.tokens[this.tokens.length - 1] = { ...last, end };
  }
}

/** Cuts a line into tokens that cover it without gap. Total over any text, linear in its length. */
export function tokenize(line: string): readonly Token[] {
  const out = new Tokenizer();
  let at = 0;
  const letters = Array.from(line);
  for (let index = 0; index < letters.length; index++) {
    let letter = letters[index] ?? '';
    const start = at;
    const next = letters[index + 1];
    if ((next === '\uff9e' || next === '\uff9f') && /^[\uff66-\uff9d]$/.test(letter)) {
      letter += next;
      index++;
    }
    at = start + letter.length;
    const plain = letter.normalize('NFKC');
    const digit = kanjiDigit(plain);
    if (JOINED.test(letter)) out.extend(start, at);
    else if (/^[\s\p{Cc}]+$/u.test(letter)) out.other('blank', /[\n\r]/.test(letter) ? '\n' : ' ', start, at);
    else if (DASH.test(letter)) {
      const last = out.tokens.at(-1);
      const long = plain === 'ー' && last?.kind === 'letter' && last.end === start && KANA.test(last.key);
      out.other(long ? 'letter' : 'dash', long ? 'ー' : '-', start, at);
    } else if (/^[0-9]+$/.test(plain)) out.number('arabic', plain, start);
    else if (digit !== undefined) out.number('kanji', digit, start);
    else out.other('letter', foldLetter(plain), start, at);
  }
  out.flush(at);
  return out.tokens;
}

function foldLetter(letter: string): string {
  const common = commonForm(letter);
  return (KANA_FORMS.get(common) ?? common).toUpperCase();
}
