import type { Thing } from './reading.ts';
import { isStacked } from './read-own.ts';
import { adopt, isUnit, type Item, type Understood } from './understood.ts';

/**
 * A field without a thing of its own takes that of its row, if all fields from the first of the row to this one did
 * so, and else that of the field before when it only says a script (フリガナ) or a unit.
 */
export function takeRow(field: Understood, before: Understood | undefined): void {
  const kana = field.script !== undefined && field.script !== 'kanji' && field.script !== 'roman';
  if (!before) {
    if (kana) adopt(field, { thing: 'name', pieces: [], residue: '' }, 0.7, '最初のふりがな');
    return;
  }
  const row = rowFor(field, before);
  if (row && isStacked(field.items.filter(({ from, box }) => from === 'row' && box === row.box))) {
    adopt(field, { mixed: ['zip', 'address'], pieces: [], residue: '' }, 0.8, `行の見出し「${row.text}」`);
    field.inherited = true;
    field.row = row.box;
  } else if (row) {
    // フリガナ [ ] [ ]: the second box is of what the first is.
    const thing = row.reading.thing ?? (row.reading.mixed ? undefined : before.thing);
    adopt(
      field,
      { ...row.reading, ...(thing ? { thing } : {}), pieces: [] },
      0.8,
      `行の見出し「${row.text}」`,
    );
    field.inherited = true;
    field.row = row.box;
    if (before.thing === field.thing || before.thing === 'zip') field.subject ??= before.subject;
  } else if (kana) takeKana(field, before);
  else if (before.field.maxLength === 3 && field.field.maxLength === 4 && awaitsDigits(field, before)) {
    adopt(field, { thing: 'zip', pieces: [], residue: '' }, 0.7, '直前の欄の続き');
    field.inherited = true;
    field.subject ??= before.subject;
  } else if (field.pieces.some(isUnit) && before.thing === 'birth') {
    adopt(field, { thing: 'birth', pieces: [], residue: '' }, 0.7, '直前の欄の続き');
    field.inherited = true;
    field.subject ??= before.subject;
  }
}

/** 郵便番号・住所, 性別・年齢: which of the two a box is, by its name, its choices, its unit, its room and its place. */
export function takeMixed(field: Understood, before: Understood | undefined): void {
  const { mixed = [], tokens, choices } = field;
  const take = (thing: Thing): void =>
    adopt(field, { thing, pieces: [], residue: '' }, 0.8, '行の見出しのうち');
  const chosen =
    choices && (choices.of === 'prefecture' ? 'address' : choices.of === 'sex' ? 'sex' : 'birth');
  if (tokens.thing && mixed.includes(tokens.thing)) take(tokens.thing);
  else if (chosen) {
    if (mixed.includes(chosen)) take(chosen);
  } else if (mixed.includes('birth') && field.pieces.some(isUnit)) take('birth');
  else if (mixed.includes('zip') && mixed.includes('address') && field.field.control === 'text') {
    const started = before?.thing === 'zip';
    const awaited = started ? before.field.maxLength === 3 || awaitsDigits(field, before) : true;
    take(awaited && (field.field.maxLength < 0 || field.field.maxLength <= 8) ? 'zip' : 'address');
  }
}

/** フリガナ alone: of the name or the company before it. */
function takeKana(field: Understood, before: Understood): void {
  const named = before.thing === 'other' && /^(organisation|bank)$|名/.test(before.what ?? '');
  const of = before.thing === 'address' ? 'address' : named ? 'other' : 'name';
  field.bareKana = true;
  adopt(field, { thing: of, pieces: [], residue: '' }, 0.7, '直前の欄のふりがな');
  if (before.thing !== 'name') return;
  field.subject ??= before.subject;
  if (field.subject === undefined) field.role ??= before.role;
}

/** The text of the row that speaks for this field: 〒 no longer once the postal code has its boxes. */
function rowFor(field: Understood, before: Understood): Item | undefined {
  const bare = field.script === undefined && field.pieces.length === 0;
  const rows = field.items.filter(
    ({ from, reading }) =>
      (from === 'row' || from === 'span') && (reading.thing ?? reading.mixed ?? (bare && reading.script)),
  );
  return rows.find(({ from, box, place, reading }) => {
    const chained = from === 'span' || place === 1 || (before.inherited && before.row === box);
    if (!chained) return false;
    if (isStacked(rows.filter((row) => row.box === box))) return true;
    if (reading.mixed) return true;
    if (reading.thing === undefined) return before.bareKana && reading.residue === '';
    if (reading.thing === 'other' && field.script !== undefined) return false;
    if (reading.thing === 'zip') return awaitsDigits(field, before);
    if (!bare || before.thing === reading.thing) return true;
    return before.thing === 'zip' && reading.thing === 'address';
  });
}

/** The box before holds the first digits of a postal code, and this can hold the others: a dash, or room for four. */
function awaitsDigits({ field, tokens }: Understood, before: Understood): boolean {
  const { maxLength, size } = before.field;
  if (before.thing !== 'zip' || before.inherited || maxLength >= 7 || field.control !== 'text') return false;
  if (tokens.thing === 'address' || field.maxLength > 8 || field.size > 12) return false;
  const dashed = field.texts.some(({ text }) => /^[-‐－ー―—–−]$/.test(text));
  return dashed || maxLength === 3 || tokens.thing === 'zip' || (size > 0 && size < 7 && field.size > 0);
}
