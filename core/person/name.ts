/** One way to read a name as family and given name, pieces as written on the card. */
export interface NameReading {
  readonly familyName: string;
  readonly givenName: string;
  /** `name`: the name itself; the others stand in brackets on the card, their meaning is for the person to confirm */
  readonly of: 'name' | 'former-surname' | 'common-name';
}

export interface SplitName {
  /** the card's text, untouched: for display and signatures */
  readonly original: string;
  /** what stands between blanks, brackets left out */
  readonly parts: readonly string[];
  /** what stands in brackets: `［］〔〕` usually a former surname (旧氏), `（）` a common name (通称) */
  readonly bracketed: readonly string[];
  /** best first, never empty unless the name is; when not `certain` a person chooses */
  readonly readings: readonly NameReading[];
  readonly certain: boolean;
}

/** More boundaries than this in an unbroken name are not offered: no Japanese surname is longer. */
const LONGEST_SURNAME = 5;
const BRACKETS = /[（(［[〔【]([^（(［[〔【)）］\]〕】]*)[)）］\]〕】]/gu;
const ROMAN = /^[\p{Script=Latin}\p{M}Ａ-Ｚａ-ｚ.．,，'’`´・‐\-－]+$/u;

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Letters as a reader counts them: a surrogate pair or a kanji with its variation selector is one. */
export function graphemes(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function words(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/** No blank to go by: two letters of surname are the most frequent in Japan, then one or three. */
function unbroken(word: string): readonly NameReading[] {
  const letters = graphemes(word);
  const last = Math.min(letters.length - 1, LONGEST_SURNAME);
  const lengths = [2, letters.length > 4 ? 3 : 1, letters.length > 4 ? 1 : 3, 4, 5];
  const readings = lengths
    .filter((length) => length <= last)
    .map((length) => ({
      familyName: letters.slice(0, length).join(''),
      givenName: letters.slice(length).join(''),
      of: 'name' as const,
    }));
  return readings.length > 0 ? readings : [{ familyName: word, givenName: '', of: 'name' }];
}

/**
 * Roman names of foreign residents stand as in the passport, surname first as a rule, with no mark of where it ends:
 * each boundary is offered, then given name first for two words.
 */
function roman(parts: readonly string[]): readonly NameReading[] {
  const reading = (family: readonly string[], given: readonly string[]): NameReading => ({
    familyName: family.join(' '),
    givenName: given.join(' '),
    of: 'name',
  });
  if (parts.length === 1) return [reading(parts, []), reading([], parts)];
  const splits = parts
    .slice(0, LONGEST_SURNAME + 1)
    .slice(1)
    .map((_, index) => reading(parts.slice(0, index + 1), parts.slice(index + 1)));
  return parts.length === 2 ? [...splits, reading(parts.slice(1), parts.slice(0, 1))] : splits;
}

function japanese(parts: readonly string[]): readonly NameReading[] {
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return first === '' ? [] : unbroken(first);
  return [{ familyName: first, givenName: rest.join('\u3000'), of: 'name' }];
}

/** Roman and Japanese words in one name (漢字併記) are two names for the same person: each is read alone. */
function readingsOf(parts: readonly string[]): readonly NameReading[] {
  const romanParts = parts.filter((part) => ROMAN.test(part));
  const others = parts.filter((part) => !ROMAN.test(part));
  return [
    ...(others.length > 0 ? japanese(others) : []),
    ...(romanParts.length > 0 ? roman(romanParts) : []),
  ];
}

function bracketReadings(
  text: string,
  square: boolean,
  main: NameReading | undefined,
): readonly NameReading[] {
  const inside = words(text);
  if (inside.length === 0) return [];
  if (square && inside.length === 1 && main !== undefined) {
    return [{ familyName: inside[0] ?? '', givenName: main.givenName, of: 'former-surname' }];
  }
  return readingsOf(inside).map((reading) => ({ ...reading, of: 'common-name' as const }));
}

/**
 * The card's one string of a name (card.md 2.3, 4.3: family U+3000 given) as family and given name. Total over any
 * text. `certain` only for two words in Japanese script with nothing in brackets; everything else is a choice.
 */
export function splitName(name: string): SplitName {
  const brackets = Array.from(name.matchAll(BRACKETS), ([whole, inside = '']) => ({
    inside: inside.trim(),
    square: /^[［[〔【]/u.test(whole),
  }));
  const parts = words(name.replace(BRACKETS, ' '));
  const own = readingsOf(parts);
  const readings = [
    ...own,
    ...brackets.flatMap(({ inside, square }) => bracketReadings(inside, square, own[0])),
  ];
  return {
    original: name,
    parts,
    bracketed: brackets.map(({ inside }) => inside),
    readings,
    certain: readings.length === 1 && parts.length === 2,
  };
}

/** Family and given name as one string, as the card writes it: U+3000 between, nothing when one is missing. */
export function joinName(familyName: string, givenName: string, blank = '\u3000'): string {
  return [familyName, givenName].filter((part) => part !== '').join(blank);
}
