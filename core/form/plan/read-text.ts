import * as lexicon from './lexicon.ts';
import type { Piece, Reading, Script, Thing } from './reading.ts';
import { readSubject } from './subjects.ts';
import { brackets, MARKS, normalise, withoutSample } from './text.ts';

const AGAIN = /確認(用|のため|入力)?[)）]?$|再入力|もう一度|再度|confirm|re-?enter|retype/;
const SEPARATOR = /[・/,、&+]|または|又は|もしくは|および|及び/;
const ORDER: readonly Piece[] = [
  'era',
  'year',
  'month',
  'day',
  'family',
  'given',
  'first',
  'last',
  'prefecture',
  'city',
  'town',
  'block',
  'building',
  'room',
  'rest',
];

/** Says how to write, not what: of such words only the script counts. */
const INSTRUCTION = /ください|下さい|スペース|空白|ません|場合|間に|含め|続け|可能|不可|のみ|可$/;

/** お名前（漢字） 名, ご担当者様 姓: the piece stands apart at the end. */
const TAIL = /^(.{2,}[)\]】\s・:/])(姓|名|氏|セイ|メイ|せい|めい)$/;

/** What a label, heading or placeholder says. Total over any text. */
export function readText(raw: string): Reading {
  const [head = ''] = withoutSample(raw.slice(0, 120)).split(/(?<=\p{L}.*)※(?=.*\p{L})/u);
  const tail = TAIL.exec(head.normalize('NFKC').replace(MARKS, ' ').trim());
  if (tail) {
    const whole = readText(tail[1] ?? '');
    const piece = readSegment(tail[2] ?? '');
    if ((whole.thing === 'name' || whole.role) && whole.pieces.length === 0 && whole.residue === '') {
      const script = whole.script ?? piece.script;
      return { ...whole, thing: 'name', pieces: piece.pieces, ...(script ? { script } : {}) };
    }
  }
  const text = normalise(head);
  const { outside, inside } = brackets(text);
  const main = reach(readPhrase(outside), outside);
  const reading = inside.reduce((whole, part) => qualify(whole, readBracket(part), part), main);
  return AGAIN.test(text) ? { ...reading, again: true } : reading;
}

function readBracket(text: string): Reading {
  const reading = readPhrase(text);
  if (!INSTRUCTION.test(text) || lexicon.UP_TO.test(text)) return reading;
  const { script, subject } = reading;
  return { pieces: [], residue: '', ...(script ? { script } : {}), ...(subject ? { subject } : {}) };
}

/** ご住所 建物名までご記入ください: all of the address up to there. */
function reach(reading: Reading, text: string): Reading {
  const last = reading.pieces.at(-1);
  const whole = reading.thing === 'address' && lexicon.ADDRESS.test(text) && lexicon.UP_TO.test(text);
  return whole && last !== undefined && last !== 'rest' ? { ...reading, pieces: [], through: last } : reading;
}

/** Adds what stands in brackets to what stands outside of them. */
function qualify(main: Reading, extra: Reading, text: string): Reading {
  if (isEmpty(main)) return extra;
  if (main.thing === 'birth' && /西暦|和暦/.test(text)) return main; // a wish of format
  const script = main.script ?? extra.script;
  const role = extra.role === 'applicant' ? extra.role : (main.role ?? extra.role);
  // 保護者（申込者） is the applicant, whatever else he is.
  const both = main.subject ?? extra.subject;
  if (role === 'applicant' && /^(guardian|billing|delivery)$/.test(both ?? '')) {
    const self: Reading = { ...extra, ...main, role };
    return Object.fromEntries(
      Object.entries(self).filter(([key]) => key !== 'subject'),
    ) as unknown as Reading;
  }
  // お名前（会社名） takes a person's name as well; お名前（保護者） takes the guardian's.
  const subject = main.subject ?? (isBeside(main, extra, text) ? undefined : extra.subject);
  const thing = main.thing ?? (main.mixed ? undefined : extra.thing);
  const fits = extra.thing === undefined || extra.thing === thing;
  const last = extra.pieces.at(-1);
  const open = last === undefined || last === 'rest' || main.pieces.length > 0;
  const through = fits && !open && lexicon.UP_TO.test(text) ? last : main.through;
  const pieces = main.pieces.length > 0 || !fits || through ? main.pieces : extra.pieces;
  return {
    ...main,
    ...(thing ? { thing } : {}),
    ...(script ? { script } : {}),
    ...(role ? { role } : {}),
    ...(subject ? { subject } : {}),
    ...(through ? { through } : {}),
    pieces,
  };
}

/** お名前（会社名） may be his, 現在のご住所（ご使用場所） is; 氏名（法人の場合） is not. */
function isBeside(main: Reading, { subject }: Reading, text: string): boolean {
  if (subject === 'company') return !/場合|方/.test(text);
  return subject === 'other' && main.thing === 'address' && !/場合|異な/.test(text);
}

/** true: the text says nothing by itself */
export function isEmpty(reading: Reading): boolean {
  return (
    reading.thing === undefined &&
    reading.mixed === undefined &&
    reading.script === undefined &&
    reading.subject === undefined &&
    reading.role === undefined &&
    reading.index === undefined &&
    reading.pieces.length === 0 &&
    reading.residue === ''
  );
}

function readPhrase(raw: string): Reading {
  // 番地・施設名: a building, not a company
  const text = raw.replace(/(?<=(番地|建物|ビル|マンション)名?[・、,/])(施設|店舗|会社|団体)名?/, '建物名');
  const segments = text.split(SEPARATOR).filter((segment) => segment.trim() !== '');
  if (segments.length < 2) return readSegment(text.trim());
  const whole = readSegment(text);
  const readings = segments.map((segment) => readSegment(segment.trim()));
  const things = [...new Set(readings.flatMap(({ thing }) => thing ?? []))];
  const [thing] = things;
  if (things.length > 1) {
    // 氏名・法人名: whoever asks puts his own name.
    const person = readings.find((reading) => reading.thing === 'name');
    const rest = readings.filter((reading) => reading.thing !== 'name');
    if (person && rest.every(({ what }) => what === 'organisation')) return person;
    // 番地・施設名 is where the building goes.
    const place = readings.find((reading) => reading.thing === 'address');
    if (place && readings.every(({ thing: of, what }) => of !== 'other' || what === 'organisation')) {
      return { ...place, ...subjectOf(whole), pieces: [...place.pieces, 'building'] };
    }
    return { mixed: things, pieces: [], residue: '', ...subjectOf(whole) };
  }
  const pieces = ORDER.filter((piece) => readings.some((reading) => reading.pieces.includes(piece)));
  // （ローマ字・半角大文字） is one wish; 氏名・フリガナ heads boxes of two scripts.
  const speaking = readings.filter(({ thing: of, script: in_, residue }) => of ?? in_ ?? residue !== '');
  const scripts = speaking.map((reading) => reading.script);
  const script = scripts.includes(undefined)
    ? undefined
    : (scripts.find((one) => one !== 'kana') ?? scripts[0]);
  if (thing === 'other') return readings.find((reading) => reading.thing) ?? whole;
  return {
    ...(thing ? { thing } : {}),
    // 氏名・フリガナ heads boxes of both.
    ...(script ? { script } : {}),
    ...subjectOf(whole),
    pieces,
    residue: residueIn(readings, text),
  };
}

/** Of City / Ward, 氏名 / Name / 성명 one is understood: the others say the same. */
function residueIn(readings: readonly Reading[], text: string): string {
  const known = readings.filter(({ thing }) => thing !== undefined);
  if (known.length > 0)
    return known.reduce((least, one) => (one.residue.length < least.residue.length ? one : least)).residue;
  const all = readings.map(({ residue }) => residue);
  return text.includes('/')
    ? all.reduce((least, one) => (one.length < least.length ? one : least))
    : all.join('');
}

function subjectOf({ subject, role }: Reading): Pick<Reading, 'subject' | 'role'> {
  return { ...(subject ? { subject } : {}), ...(role ? { role } : {}) };
}

function readSegment(text: string): Reading {
  const script = scriptOf(text);
  const { role, subject, rest } = readSubject(text);
  const who = { ...(role ? { role } : {}), ...(subject ? { subject } : {}) };
  if (lexicon.ZIP.test(text) && lexicon.ADDRESS_PIECES.filter(([, words]) => words.test(text)).length > 1) {
    return { mixed: ['zip', 'address'], pieces: [], residue: '', ...who };
  }
  const unit = lexicon.UNITS.find(
    ([, words]) => words.test(text) || words.test(text.replace(/(?<=[^\x20-\x7e]) ?[a-z]+$/, '')),
  );
  if (unit) return { pieces: [unit[0]], residue: '' };
  const other = lastMatch(text, lexicon.NOT_OURS);
  const person =
    role !== undefined || (subject !== undefined && !/^(company|work|other|delivery|billing)$/.test(subject));
  const own = ownOf(text, rest, person);
  const index = Number(/(?<!\d)([1-9])$/.exec(text)?.[1] ?? 0);
  const extra = { ...(script ? { script } : {}), ...(index ? { index } : {}), ...who };
  if (other && (!own || other.end > own.end)) {
    return { thing: 'other', what: other.what, pieces: [], residue: '', ...who };
  }
  if (!own) return { pieces: [], residue: residueOf(rest), ...extra };
  const left =
    own.thing === 'address' || own.thing === 'zip'
      ? ADDRESS_WORDS.reduce((bare, words) => bare.replace(words, '').replace(words, ''), rest)
      : rest;
  return {
    thing: own.thing,
    pieces: own.pieces,
    residue: bilingual(text, residueOf(left.replace(own.word, ''))),
    ...extra,
  };
}

const ADDRESS_WORDS = [...lexicon.ADDRESS_PIECES.map(([, words]) => words), lexicon.ADDRESS];

function lastMatch(
  text: string,
  table: readonly (readonly [string, RegExp])[],
): { what: string; end: number } | undefined {
  let best: { what: string; end: number } | undefined;
  for (const [what, words] of table) {
    const match = words.exec(text);
    if (!match) continue;
    const end = match.index + match[0].length;
    if (!best || end > best.end) best = { what, end };
  }
  return best;
}

interface Own {
  readonly thing: Thing;
  readonly pieces: readonly Piece[];
  readonly word: string;
  readonly end: number;
}

/** Which of the things Kazasu knows a text ends with. */
function ownOf(text: string, rest: string, isPerson: boolean): Own | undefined {
  const candidates: Own[] = [];
  const put = (thing: Thing, words: RegExp, pieces: readonly Piece[] = []): void => {
    const match = words.exec(text);
    if (match) candidates.push({ thing, pieces, word: match[0], end: match.index + match[0].length });
  };
  put('birth', lexicon.BIRTH, unitsIn(text));
  put('sex', lexicon.SEX);
  put('zip', lexicon.ZIP);
  const pieces = lexicon.ADDRESS_PIECES.filter(([, words]) => words.test(text)).map(([piece]) => piece);
  const open = lexicon.REST.test(text)
    ? pieces.map(behind)
    : lexicon.FROM.test(text) && pieces.length > 0
      ? pieces
      : undefined;
  const all = open ? [...open, 'rest' as const] : pieces;
  for (const [, words] of lexicon.ADDRESS_PIECES) put('address', words, all);
  put('address', lexicon.ADDRESS, all);
  const named: readonly Piece[] = [
    ...(lexicon.FAMILY.test(text) && !/姓名/.test(text) ? ['family' as const] : []),
    ...(lexicon.GIVEN.test(text) ? ['given' as const] : []),
  ];
  put('name', lexicon.FULL_NAME, named);
  put('name', lexicon.FAMILY, named);
  put('name', lexicon.GIVEN, named);
  // 保護者名, 申込者名: what is left is the word for a name, and it is a person's.
  if (/^の?名$/.test(rest) && rest !== text && isPerson) put('name', /名/);
  return candidates.sort((a, b) => b.end - a.end || b.word.length - a.word.length)[0];
}

/** 都道府県以下: what comes behind it; 市区町村以下 and 番地以下 begin with it. */
function behind(piece: Piece): Piece {
  return piece === 'prefecture' ? 'city' : piece;
}

/** 生年, 誕生月 name one piece; 生年月日 names none. */
function unitsIn(text: string): readonly Piece[] {
  if (/(生|誕生|まれた?|月日の?)年$|birth ?year/.test(text)) return ['year'];
  if (/(誕生|まれた?|月日の?)月$|birth ?month/.test(text)) return ['month'];
  return /(まれた?|月日の?)日$|birth ?day of month/.test(text) ? ['day'] : [];
}

function scriptOf(text: string): Script | undefined {
  if (text === 'し') return 'hiragana';
  if (text === 'シ') return 'katakana';
  const kana = lexicon.KATAKANA.test(text) || lexicon.HIRAGANA.test(text) || lexicon.KANA.test(text);
  if (lexicon.KANJI.test(text)) return kana ? undefined : 'kanji';
  if (lexicon.ROMAN.test(text)) return kana ? undefined : 'roman';
  if (!kana) return undefined;
  const katakana = lexicon.KATAKANA.test(text);
  const hiragana = lexicon.HIRAGANA.test(text);
  return katakana === hiragana ? 'kana' : katakana ? 'katakana' : 'hiragana';
}

/** 氏名 Name, 都道府県 Region: the words of the other language repeat the first. */
function bilingual(text: string, residue: string): string {
  return /[^\x20-\x7e]/.test(text) ? residue.replace(/[a-z' ]+/g, '') : residue;
}

function residueOf(text: string): string {
  return text.replace(lexicon.HARMLESS, '');
}
