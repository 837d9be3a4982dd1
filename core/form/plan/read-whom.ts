import { nearItems } from './read-own.ts';
import type { Reading } from './reading.ts';
import type { Understood } from './understood.ts';

/** Whom the field is about: its own texts, then the headings that hold, nearest first, then its technical name. */
export function takeWhom(field: Understood, read: (text: string) => Reading): void {
  takeOwnWords(field);
  if (field.subject ?? field.role) return;
  if (takeHeadings(field, read)) return;
  const { tokens } = field;
  const speaks = tokens.thing === field.thing || tokens.pieces.length > 0 || tokens.script !== undefined;
  if (tokens.subject && speaks) {
    field.subject = tokens.subject;
    field.reasons.push(`名前 ${field.field.name || field.field.id}`);
  }
}

function takeOwnWords(field: Understood): void {
  const near = nearItems(field.items);
  const firstLead = near.find(({ from }) => from === 'lead');
  const own = near.filter((item) => item.from !== 'lead' || item === firstLead);
  const whole = own.some(({ reading }) => reading.thing !== undefined && reading.pieces.length === 0);
  // 姓 alone says nothing of whom: the row that it stands in does.
  const [first, ...above] = field.items.filter(({ from, box }, _, all) => {
    return from === 'row' && box === all.find((item) => item.from === 'row')?.box;
  });
  // What stands right before the first box of the row is that box's own label.
  const row = first && first.reading.pieces.length > 0 ? above : [];
  const leads = near.filter((item) => item.from === 'lead' && item !== firstLead);
  const parents = [...leads, ...row].filter((item) => item.reading.thing === field.thing);
  for (const { reading, text } of whole ? own : [...own, ...parents]) {
    if (reading.subject ?? reading.role) {
      field.subject ??= reading.subject;
      if (!reading.subject) field.role ??= reading.role;
      field.reasons.push(`「${text}」`);
      return;
    }
    // ○○のお名前: somebody the lexicon does not know
    const known = reading.thing !== undefined && reading.thing !== 'other';
    if (known && reading.residue !== '') field.subject ??= 'other';
  }
}

/** @returns true: they name somebody else */
function takeHeadings(field: Understood, read: (text: string) => Reading): boolean {
  const spans = field.items.filter(({ from }) => from === 'span').map(({ text }) => text);
  for (const heading of [...spans, ...field.field.headings]) {
    const reading = headingOf(heading, read(heading));
    if (!reading) continue;
    field.subject = reading.subject;
    field.role = reading.role;
    field.reasons.push(`見出し「${heading}」`);
    return reading.subject !== undefined;
  }
  return false;
}

const FILLERS = /について|記入|入力|内容|詳細|個人|基本|フォーム|\d|step|の方|ご?指定|変更|追加|確認/g;

/** A heading that says whose data follow: 保護者情報, ■お届け先, ご契約者さまについて; not 保護者会のご案内. */
function headingOf(heading: string, reading: Reading): Reading | undefined {
  if (!(reading.subject ?? reading.role) || /ください|下さい|ます|。|[?？]/.test(heading)) return undefined;
  if (reading.thing === 'other') return undefined;
  const explicit = reading.thing !== undefined || /情報$/.test(heading);
  return reading.residue.replace(FILLERS, '').length <= (explicit ? 6 : 1) ? reading : undefined;
}
