import type { Reading } from './reading.ts';
import { lastSubject } from './subjects.ts';
import { brackets, normalise } from './text.ts';
import type { Understood } from './understood.ts';

/** Whom the field is about: its own texts, then the headings that hold, nearest first, then its technical name. */
export function takeWhom(field: Understood, whoseOf: (heading: string) => Whose | undefined): void {
  takeOwnWords(field);
  if (field.subject || field.role === 'applicant') return;
  const heading = headingFor(field, whoseOf);
  if (field.role !== undefined) {
    // 代表者氏名 below ご予約者様: the heading knows better what he is here.
    if (heading?.role === 'applicant') field.role = 'applicant';
    return;
  }
  if (heading) {
    field.subject = heading.subject;
    field.role = heading.role;
    field.reasons.push(`見出し「${heading.text}」`);
    return;
  }
  const { tokens } = field;
  const speaks = tokens.thing === field.thing || tokens.pieces.length > 0 || tokens.script !== undefined;
  if (tokens.subject && speaks) {
    field.subject = tokens.subject;
    field.reasons.push(`名前 ${field.field.name || field.field.id}`);
  }
}

function takeOwnWords(field: Understood): void {
  const { near } = field;
  const labelled = near.some(({ from }) => from === 'label' || from === 'aria');
  const firstLead = labelled ? undefined : near.find(({ from }) => from === 'lead');
  const own = near.filter((item) => item.from !== 'lead' || item === firstLead);
  const whole = own.some(
    ({ reading }) => reading.thing !== undefined && reading.pieces.length === 0 && reading.thing !== 'zip',
  );
  // 姓 alone says nothing of whom: the row that it stands in does.
  const [first, ...above] = field.items.filter(({ from, box }, _, all) => {
    return from === 'row' && box === all.find((item) => item.from === 'row')?.box;
  });
  // What stands right before the first box of the row is that box's own label; 〒 is a sign within it.
  const bare = first?.reading.thing === 'zip' && field.thing === 'address';
  const owned = first !== undefined && isOwner(first.reading);
  const row = bare || owned ? [first, ...above] : first && first.reading.pieces.length > 0 ? above : [];
  const leads = near.filter((item) => item.from === 'lead' && item !== firstLead);
  const parents = [...leads, ...row].filter(
    ({ reading }) =>
      reading.thing === field.thing ||
      isOwner(reading) ||
      (bare && (reading.thing === 'zip' || (reading.thing === undefined && reading.residue === ''))),
  );
  for (const { from, reading, text } of whole ? own : [...own, ...parents]) {
    if (reading.subject ?? reading.role) {
      field.subject ??= reading.subject;
      if (!reading.subject) field.role ??= reading.role;
      field.reasons.push(`「${text}」`);
      return;
    }
    // ○○のお名前: somebody the lexicon does not know
    const known = reading.thing !== undefined && reading.thing !== 'other';
    // In the box they may be a sample.
    const shown = from === 'placeholder' && !text.includes('の');
    if (known && reading.residue !== '' && !shown) field.subject ??= 'other';
  }
}

/** 送付先 before the boxes of an address: whose they are, and nothing else */
function isOwner({ thing, subject, pieces, residue }: Reading): boolean {
  return thing === undefined && subject === 'delivery' && pieces.length === 0 && residue === '';
}

/** Whom a heading speaks of. */
type Whose = Pick<Reading, 'subject' | 'role'>;

/** Reads headings, each once: one holds for many fields. */
export function headingReader(read: (text: string) => Reading): (heading: string) => Whose | undefined {
  const known = new Map<string, Whose | undefined>();
  return (heading) => {
    if (!known.has(heading)) known.set(heading, headingOf(heading, read));
    return known.get(heading);
  };
}

/** The nearest heading that names somebody. */
function headingFor(
  field: Understood,
  whoseOf: (heading: string) => Whose | undefined,
): (Whose & { text: string }) | undefined {
  const spans = field.items.filter(({ from }) => from === 'span').map(({ text }) => text);
  for (const text of [...spans, ...field.field.headings]) {
    const reading = whoseOf(text);
    if (reading) return { ...reading, text };
  }
  return undefined;
}

const FILLERS =
  /について|記入|入力|内容|詳細|個人|基本|フォーム|\d|step|の方|ご?指定|変更|追加|確認|登録|プロフィール/g;
const TAIL =
  /((に関して|に関する|について|の?[おご]?情報|の?ご?記入|の?ご?入力|欄|の?詳細|の?内容|様|さま|さん|の?方|\d|:)+)$/;

/**
 * A heading that says whose data follow: 保護者情報, ■お届け先, 無料体験を希望されるお子様; not 保護者会のご案内, which
 * ends in something else.
 */
function headingOf(heading: string, read: (text: string) => Reading): Whose | undefined {
  const reading = read(heading);
  if (!(reading.subject ?? reading.role) || /ください|下さい|ます|。|[?？]/.test(heading)) return undefined;
  const place = reading.what === 'organisation' && reading.subject !== undefined;
  if (reading.thing === 'other' && !place) return undefined;
  const explicit = /情報$/.test(heading);
  if (reading.residue.replace(FILLERS, '').length <= (explicit ? 6 : 1)) return reading;
  if (reading.subject === undefined) return undefined;
  const { outside, inside } = brackets(normalise(heading));
  for (const part of reading.thing === undefined ? [outside, ...inside] : [outside]) {
    const subject = lastSubject(part) ?? lastSubject(part.replace(TAIL, ''));
    if (subject) return { subject };
  }
  return undefined;
}
