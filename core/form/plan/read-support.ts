import { readAutocomplete } from './read-autocomplete.ts';
import type { FieldEvidence } from './evidence.ts';
import type { Piece, Reading } from './reading.ts';
import { adopt, isSilent, isUnit, support, type Understood } from './understood.ts';

/** `name` or `id`, whichever says more. */
export function readTokens(field: FieldEvidence, readName: (raw: string) => Reading): Reading {
  const readings = [field.name, field.id].filter((name) => name !== '').map((name) => readName(name));
  return (
    readings.find(({ thing }) => thing !== undefined) ??
    readings.find(({ pieces, script }) => pieces.length > 0 || script) ??
    readings[0] ?? { pieces: [], residue: '' }
  );
}

/** `name`, `id` and `autocomplete` support, and speak where no text does. */
export function takeTechnical(field: Understood): void {
  const { tokens } = field;
  const automatic = readAutocomplete(field.field.autocomplete);
  if (field.thing === undefined) speak(field, tokens, automatic);
  // 住所 heads the postal code as well.
  const shown = field.examples.some(({ thing }) => thing === 'zip');
  const named = tokens.thing === 'zip' && (holdsDigits(field) || tokens.index !== undefined);
  if (field.thing === 'address' && field.pieces.length === 0 && (shown || named)) {
    field.thing = 'zip';
  }
  if (field.thing === undefined || field.thing === 'other') return;
  if (tokens.thing === field.thing) {
    support(field, 0.1);
    if (field.pieces.length === 0) field.pieces = tokens.pieces;
    field.index ??= tokens.index;
  } else if (tokens.thing === undefined && field.pieces.length === 0) {
    if ((field.thing === 'birth') === tokens.pieces.every(isUnit)) field.pieces = tokens.pieces;
  }
  if (field.thing === 'name' && tokens.thing !== 'other') field.script ??= tokens.script;
  if (automatic?.thing === field.thing) {
    support(field, 0.1);
    if (field.pieces.length === 0) field.pieces = automatic.pieces;
  }
}

function holdsDigits({ field }: Understood): boolean {
  const sample = field.texts.some(
    ({ from, text }) => from === 'placeholder' && /^\D{0,3}\d{3}-?\d{4}$/.test(text.normalize('NFKC')),
  );
  return sample || (field.maxLength > 0 && field.maxLength <= 8);
}

/** A technical name alone counts where nothing else is said: no words in the box, no room for prose. */
function speak(field: Understood, tokens: Reading, automatic: Reading | undefined): void {
  const agree = tokens.thing !== undefined && tokens.thing === automatic?.thing && tokens.thing !== 'other';
  const wordless = !field.field.texts.some(({ from }) => from === 'placeholder');
  const plain = field.field.control !== 'textarea' && wordless;
  const shown = field.examples.some(({ thing }) => thing !== undefined && thing === tokens.thing);
  // ローマ字 or フリガナ over the box: a name is asked for, whatever sample stands in it
  const spelt = field.script !== undefined && tokens.thing === 'name';
  if (!agree && !(isSilent(field) && (plain || shown || spelt))) return;
  const named = tokens.thing !== undefined;
  const speaking = named ? tokens : automatic;
  if (speaking?.thing === undefined) return;
  const reason = named
    ? `名前 ${field.field.name || field.field.id}`
    : `autocomplete ${field.field.autocomplete}`;
  adopt(field, speaking, agree ? 0.7 : 0.6, reason);
}

/** The choices of a field show what it is, unless its own text says something else. */
export function takeChoices(field: Understood): void {
  const { choices } = field;
  if (!choices) return;
  const open = field.thing === undefined && isSilent(field);
  if (choices.of === 'prefecture') {
    if (field.thing !== 'address' && field.thing !== 'zip' && !open) return;
    field.thing = 'address';
    field.pieces = ['prefecture'];
    field.confidence = Math.max(field.confidence, 0.8);
    support(field, 0.1);
    field.reasons.push('選択肢が都道府県');
  } else if (choices.of === 'sex') {
    if (open) adopt(field, { thing: 'sex', pieces: [], residue: '' }, 0.75, '選択肢が男・女');
  } else {
    const unit: Piece = choices.of === 'era-year' ? 'year' : choices.of;
    const birth = field.thing === 'birth' && (field.pieces.length !== 1 || choices.of === 'era');
    if (birth || (open && field.pieces.length === 0)) field.pieces = [unit];
  }
}

/** 例：ヤマダ tells script and piece, and where all else is silent the thing. */
export function takeExamples(field: Understood): void {
  for (const example of field.examples) {
    if (field.thing === undefined && isSilent(field) && example.thing !== undefined) {
      adopt(field, { thing: example.thing, pieces: [], residue: '' }, 0.65, `記入例「${example.sample}」`);
    }
    if (example.thing !== field.thing) continue;
    support(field, 0.05);
    if (field.thing !== 'name') continue;
    const named = field.near.some(({ reading }) => reading.thing === 'name');
    if (field.pieces.length === 0 && !named) field.pieces = example.pieces;
    // A sample shows the script: it beats フリガナ in general, and a row that names several.
    if (field.script === undefined || field.script === 'kana') {
      if (example.script !== 'kanji') field.script = example.script ?? field.script;
    } else if (example.script !== undefined && scriptsOf(field) > 1) field.script = example.script;
    else if (example.script === 'hiragana' && field.script === 'katakana') field.script = 'hiragana';
  }
}

function scriptsOf(field: Understood): number {
  return new Set(
    field.items.filter(({ from }) => from === 'lead').flatMap(({ reading }) => reading.script ?? []),
  ).size;
}
