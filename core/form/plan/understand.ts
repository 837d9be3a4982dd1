import type { FieldEvidence } from './evidence.ts';
import { nameReader } from './read-name.ts';
import { readOptions } from './read-options.ts';
import { readTexts, remarksOf, takeBehind, takeOwn, takeScript, takeUnits } from './read-own.ts';
import { takeMixed, takeRow } from './read-row.ts';
import { readTokens, takeChoices, takeExamples, takeTechnical } from './read-support.ts';
import { readText } from './read-text.ts';
import { headingReader, takeWhom } from './read-whom.ts';
import type { Reading } from './reading.ts';
import type { Understood } from './understood.ts';

/** Reads each field alone, in order; a bare フリガナ or an unlabelled box of a row takes what the field before it is. */
export function understand(fields: readonly FieldEvidence[]): Understood[] {
  const known = new Map<string, Reading>();
  const read = (text: string): Reading => {
    const reading = known.get(text) ?? readText(text);
    known.set(text, reading);
    return reading;
  };
  const last = new Map<number, Understood>();
  const readers = { read, readName: nameReader(fields), whoseOf: headingReader(read) };
  const all = fields.map((field, at) => {
    const understood = understandOne(field, last.get(field.form), fields[at + 1], readers);
    if (!isAside(understood)) last.set(field.form, understood);
    return understood;
  });
  all.forEach((field, at) => {
    const following = all.slice(at + 1, at + 4).filter((one) => one.field.form === field.field.form);
    const next = following.slice(0, 2).findIndex(({ thing }) => thing === 'name');
    const named = following[next];
    if (named) giveKana(field, named, following[next + 1]);
  });
  return all;
}

/** What nobody sees, and 旧姓 beside 氏名, is not what the next field goes on from. */
function isAside({ field, thing, subject }: Understood): boolean {
  const unseen = field.obstacle !== undefined && !/read-only|disabled/.test(field.obstacle);
  return unseen || (thing === 'name' && subject === 'previous');
}

/** フリガナ above 氏名, as on paper: of the name below it, unless that has one of its own. */
function giveKana(field: Understood, following: Understood, second: Understood | undefined): void {
  if (
    !field.bareKana ||
    field.thing !== 'other' ||
    field.subject !== undefined ||
    following.thing !== 'name' ||
    following.bareKana
  )
    return;
  if ((following.script !== undefined && following.script !== 'kanji') || second?.bareKana) return;
  field.thing = 'name';
  field.what = undefined;
  field.subject = following.subject;
  field.role = following.role;
  field.reasons.push('次の欄のふりがな');
}

/** Read every text, name and heading of a page once. */
interface Readers {
  readonly read: (text: string) => Reading;
  readonly readName: (raw: string) => Reading;
  readonly whoseOf: ReturnType<typeof headingReader>;
}

function understandOne(
  evidence: FieldEvidence,
  before: Understood | undefined,
  next: FieldEvidence | undefined,
  readers: Readers,
): Understood {
  const field: Understood = {
    field: evidence,
    ...readTexts(evidence, readers.read, remarksOf(before)),
    choices: readOptions(evidence.options),
    tokens: readTokens(evidence, readers.readName),
    reasons: [],
    thing: undefined,
    what: undefined,
    mixed: undefined,
    script: undefined,
    pieces: [],
    through: undefined,
    index: undefined,
    role: undefined,
    subject: undefined,
    again: false,
    inherited: false,
    row: undefined,
    bareKana: false,
    unknown: undefined,
    soft: false,
    unitBehind: false,
    confidence: 0,
  };
  takeOwn(field);
  takeUnits(field, before);
  if (field.thing === undefined && !field.unknown && !field.mixed) takeRow(field, before);
  if (field.thing === undefined) takeMixed(field, before);
  takeBehind(field, next);
  takeScript(field, before);
  takeTechnical(field);
  takeChoices(field);
  takeExamples(field);
  takeWhom(field, readers.whoseOf);
  // 勤務先名 and then 所在地: a place of work has a location, a person has an address.
  const located = field.near.some(({ text }) => text.includes('所在地'));
  if (field.thing === 'address' && located && before?.what === 'organisation') {
    field.subject ??= before.subject ?? 'company';
  }
  const kana =
    /kana|gana/.test(field.script ?? '') || (field.script === undefined && field.tokens.script === 'kana');
  if (field.thing === 'address' && kana) {
    field.thing = 'other'; // no card says how an address is read
    field.what = 'address-kana';
  }
  if (field.thing === undefined && field.unknown !== undefined) {
    field.thing = 'other';
    field.what = field.unknown;
    field.reasons.push(`「${field.unknown}」`);
  }
  return field;
}
