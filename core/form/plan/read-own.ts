import type { FieldEvidence, TextSource } from './evidence.ts';
import { readExample, sampleIn, type Example } from './read-example.ts';
import { isEmpty } from './read-text.ts';
import { withoutSample } from './text.ts';
import type { Piece, Reading } from './reading.ts';
import { adopt, isUnit, type Item, type Understood } from './understood.ts';

/** nearest first */
const NEAR: readonly TextSource[] = ['label', 'aria', 'placeholder', 'column', 'lead', 'title'];

const CALLED: Readonly<Record<TextSource, string>> = {
  label: 'ラベル',
  aria: 'ARIAの名前',
  lead: '直前の文字',
  row: '行の見出し',
  span: '表の見出し',
  column: '列の見出し',
  after: '直後の文字',
  placeholder: '欄内の文字',
  title: 'title',
  note: '注記',
};

/** Remarks between two boxes are about the one before, unless that has a sample of its own. */
export function remarksOf(before: Understood | undefined): string[] {
  if (!before || before.examples.length > 1) return [];
  return before.field.texts.flatMap(({ from, text }) => (from === 'note' ? text : []));
}

/** Reads every text of a field once: what it says, or the sample it shows. */
export function readTexts(
  field: FieldEvidence,
  read: (text: string) => Reading,
  others: readonly string[],
): { items: Item[]; near: Item[]; examples: Example[] } {
  const items: Item[] = [];
  const examples: Example[] = [];
  for (const { from, text, box, place } of field.texts) {
    if (from === 'note' && others.includes(text)) continue;
    const sentence = from === 'note' && /。|ください|下さい/.test(text);
    const shown = sampleIn(text) !== undefined || from === 'placeholder' || (from === 'note' && !sentence);
    const example = shown ? readExample(text) : undefined;
    if (example) examples.push(example);
    const label = from === 'placeholder' && example ? withoutSample(text) : text;
    const remark = from === 'note' && (sentence || text.length > 25);
    if (remark || (example && label === '') || (example && from === 'placeholder' && label === text))
      continue;
    const reading = read(text);
    // 選択してください, 未選択: the first entry of a list names a thing or nothing.
    const prompt = from === 'placeholder' && field.control === 'select';
    if (prompt && reading.thing === undefined && reading.pieces.length === 0) continue;
    if (!isEmpty(reading)) items.push({ from, text, box, place, reading });
  }
  return { items, near: nearItems(items), examples };
}

function nearItems(items: readonly Item[]): Item[] {
  return NEAR.flatMap((from) => items.filter((item) => item.from === from));
}

/** The field's own texts, nearest first, up to the one that names a thing. */
export function takeOwn(field: Understood): void {
  let leads = 0;
  let words: string | undefined;
  let second: Reading | undefined;
  if (isStacked(field.items.filter(({ from }) => from === 'lead'))) {
    field.mixed = ['zip', 'address'];
    return;
  }
  const near = isPile(field) ? field.near.filter(({ from }) => from !== 'lead') : field.near;
  for (const { from, text, reading } of near) {
    if (reading.thing === undefined && listsChoices(field, text)) continue;
    // What stands further up is context: what it does not say it does not deny.
    const far = from === 'lead' && leads++ > 0;
    const heading = from === 'lead' && field.field.headings.includes(text.slice(0, 40));
    const names = reading.thing ?? reading.mixed;
    if (names === undefined && reading.residue !== '' && reading.pieces.length === 0) {
      // Words in the box may be a sample that nobody knows.
      if (from === 'placeholder' || from === 'column' || from === 'title') words ??= text;
      else if (!far && field.unknown === undefined && !isGeneric(reading.residue)) {
        setUnknown(field, text, heading);
      }
    } else if (
      names !== undefined &&
      (field.unknown !== undefined || (heading && reading.thing === 'other'))
    ) {
      // Two texts disagree: the one that is understood counts with other support only.
      if (!far) second ??= reading;
      if (field.unknown === undefined) setUnknown(field, text, true);
    } else {
      adopt(field, reading, 0.8, `${CALLED[from]}「${text}」`);
      if (reading.thing !== undefined) {
        takePiece(field);
        return;
      }
    }
  }
  if (words !== undefined && field.unknown === undefined && field.script === undefined)
    setUnknown(field, words, true);
  const { tokens } = field;
  if (second?.thing !== undefined && second.thing === tokens.thing && tokens.thing !== 'other') {
    adopt(field, second, 0.6, 'ラベルの一つと技術的な名前');
  }
}

/** （市区町村） behind a box without words of its own, unless they are the next box's. */
export function takeBehind(field: Understood, next: FieldEvidence | undefined): void {
  const behind = field.items.find(
    ({ from, reading }) => from === 'after' || (from === 'note' && reading.thing === 'address'),
  );
  if (!behind || field.unknown !== undefined || field.pieces.length > 0) return;
  if (field.thing !== undefined && field.thing !== 'address') return;
  const own =
    field.thing === undefined &&
    field.items.some(({ from }) => from === 'label' || from === 'lead' || from === 'placeholder');
  const ahead = next?.texts.some(
    ({ from, text }) => (from === 'lead' || from === 'label') && text === behind.text,
  );
  const { reading } = behind;
  if (own || ahead || reading.subject || reading.pieces.some(isUnit)) return;
  const fits = field.thing === undefined || field.thing === reading.thing;
  if (fits && (reading.thing !== undefined || reading.pieces.length > 0))
    adopt(field, reading, 0.7, `直後の文字「${behind.text}」`);
}

/** 〒 and below it 住所, and then the boxes of both */
export function isStacked([nearest, above]: readonly Item[]): boolean {
  return (
    nearest?.reading.thing === 'address' &&
    nearest.reading.pieces.length === 0 &&
    above?.reading.thing === 'zip'
  );
}

/** A column of labels beside a column of boxes: the last label is not the first box's, if its technical name denies it. */
function isPile({ items, tokens }: Understood): boolean {
  const things = items.flatMap(({ from, reading }) =>
    from === 'lead' ? (reading.what ?? reading.thing ?? []) : [],
  );
  const [first] = items.filter(({ from }) => from === 'lead');
  return new Set(things).size > 2 && tokens.thing !== undefined && tokens.thing !== first?.reading.thing;
}

/** お名前 as the label and 姓 right before the box: the nearer text says which piece. */
function takePiece(field: Understood): void {
  const { reading } = field.items.find(({ from }) => from === 'lead') ?? {};
  if (!reading || field.pieces.length > 0 || reading.thing !== field.thing || reading.residue !== '') return;
  field.pieces = reading.pieces;
}

/** 明・大・昭・平・令 above a list of them: says nothing that the list does not. */
function listsChoices({ field }: Understood, text: string): boolean {
  if (field.options.length < 2) return false;
  const left = field.options.reduce((rest, option) => rest.replace(option.text.trim() || '・', ''), text);
  return left.replace(/[\s\u3000・/、,]/g, '') === '';
}

function setUnknown(field: Understood, text: string, soft: boolean): void {
  field.unknown = text;
  field.soft = soft;
}

/** words of a form that name no field */
function isGeneric(residue: string): boolean {
  return /^(個人|基本|step|ステップ|フォーム|form|プロフィール|profile|こちら|下記|テキスト|text|項目|詳細|本日)*$/.test(
    residue,
  );
}

/** 姓 and 名 in the row フリガナ: the row tells the script, to the first box and through it to the second. */
export function takeScript(field: Understood, before: Understood | undefined): void {
  if (field.thing !== 'name' || field.script !== undefined || field.pieces.length !== 1) return;
  const above = field.items.find(({ from, reading }) => {
    const of = reading.thing === undefined || reading.thing === 'name';
    return (
      (from === 'lead' || from === 'span') && of && reading.script !== undefined && reading.residue === ''
    );
  });
  if (above) {
    field.script = above.reading.script;
    field.reasons.push(`${CALLED[above.from]}「${above.text}」`);
    return;
  }
  const shared = field.items.find(({ from }) => from === 'row')?.place === 1;
  if (
    shared &&
    before?.thing === 'name' &&
    before.pieces.length === 1 &&
    before.pieces[0] !== field.pieces[0]
  ) {
    field.script = before.script;
  }
}

/** What stands behind a number that is none of a date. */
const MEASURE = /^(歳|才|名|人|円|万円|cm|kg|分|時|時間|回|個|枚|台|階|㎡|坪|%|％)/i;

/**
 * 年, 月, 日 behind a box name it: `[ ]年[ ]月`. Where they stand before (`年[ ]月[ ]`) the first box of the row has one in
 * front, and what follows a box belongs to the next.
 */
export function takeUnits(field: Understood, before: Understood | undefined): void {
  const measure = field.field.texts.find(({ from, text }) => from === 'after' && MEASURE.test(text));
  if (measure && field.field.control === 'text' && !field.near.some(({ reading }) => reading.thing)) {
    field.thing = 'other';
    field.what = measure.text;
    return;
  }
  const behind = unitOf(field.items, 'after');
  if (behind === undefined || (field.thing !== undefined && field.thing !== 'birth')) return;
  const ahead = unitOf(field.items, 'label') ?? unitOf(field.items, 'lead');
  if (ahead !== undefined && ahead !== behind && !before?.unitBehind) return;
  field.pieces = [behind];
  field.unitBehind = true;
}

function unitOf(items: readonly Item[], from: TextSource): Piece | undefined {
  const reading = items.find((item) => item.from === from)?.reading;
  const [unit] = reading?.thing === undefined ? (reading?.pieces ?? []) : [];
  return unit !== undefined && isUnit(unit) ? unit : undefined;
}
