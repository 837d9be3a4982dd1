import type { FieldEvidence, PageEvidence } from '../plan/evidence.ts';
import type { LeftEmpty, Plan } from '../plan/plan.ts';
import { readSubject } from '../plan/subjects.ts';
import { normalise } from './normalise.ts';
import type { ProfileItem } from './profile.ts';

/** A field that the person's own notes can answer. */
export interface ProfileFill {
  readonly key: number;
  readonly item: ProfileItem;
  /** of a telephone number in three boxes */
  readonly part?: 0 | 1 | 2;
}

/** A box to repeat a mail address in: it is there so that a person types it again. */
export interface ProfilePlan {
  readonly fill: readonly ProfileFill[];
  readonly again: readonly number[];
}

const AGAIN = /確認|もう一度|再度|再入力|confirm|again|repeat|retype/;
const NOT_MINE = /メルマガ|メールマガジン|件名|紹介|以前|旧|fax|ファックス|ファクス|内線/;

/**
 * Finds, among the fields that the card cannot answer, those for a telephone number, a mail address or the person's work.
 * Careful: a word for anybody else in the field's surroundings is enough to leave it alone.
 */
export function planProfile(page: PageEvidence, plan: Plan): ProfilePlan {
  const fields = new Map(page.fields.map((field) => [field.key, field]));
  const fill: ProfileFill[] = [];
  const again: number[] = [];
  const candidates = plan.empty.flatMap((left) => {
    const field = fields.get(left.key);
    return field && field.obstacle === undefined ? [{ left, field }] : [];
  });
  const seen = new Set<ProfileItem>();
  for (let at = 0; at < candidates.length; at++) {
    const one = candidates[at];
    if (!one) break;
    const item = itemOf(one.left, one.field);
    if (!item) continue;
    if (item === 'mail' && (AGAIN.test(words(one.field)) || seen.has('mail'))) {
      again.push(one.field.key);
      continue;
    }
    const boxes = item === 'phone' || item === 'mobile' ? phoneBoxes(candidates.slice(at), item) : 1;
    if (seen.has(item) && boxes === 1 && item !== 'phone') continue;
    seen.add(item);
    if (boxes === 3) {
      for (const part of [0, 1, 2] as const) {
        const box = candidates[at + part];
        if (box) fill.push({ key: box.field.key, item, part });
      }
      at += 2;
    } else fill.push({ key: one.field.key, item });
  }
  return { fill, again };
}

/** its own words and technical names */
function words({ texts, name, id }: FieldEvidence): string {
  return normalise(
    [...texts.filter(({ from }) => from !== 'note').map(({ text }) => text), name, id].join('\n'),
  );
}

function itemOf({ subject, kind }: LeftEmpty, field: FieldEvidence): ProfileItem | undefined {
  const text = words(field);
  if (field.control === 'select' || field.control === 'radio')
    return subject === 'self' && /職業|occupation/.test(text) && !/希望/.test(text)
      ? 'occupation'
      : undefined;
  if (field.control !== 'text' || NOT_MINE.test(text)) return undefined;
  if (kind === 'organisation' && (subject === 'work' || subject === 'self')) return workItem(field, text);
  if (subject !== 'self' || isForOthers(field)) return undefined;
  if (kind === 'mail' && !/電話|携帯番号|phone/.test(text)) return 'mail';
  if (kind !== 'phone' || /メール|mail/.test(text)) return undefined;
  const own = normalise(field.texts[0]?.text ?? '');
  return /携帯|スマホ|mobile|cell/.test(own) ? 'mobile' : 'phone';
}

function workItem(field: FieldEvidence, text: string): ProfileItem | undefined {
  const own = normalise(field.texts.find(({ from }) => from !== 'note')?.text ?? '');
  if (/フリガナ|ふりがな|カナ|希望|住所|電話|学校|出身|業種/.test(own)) return undefined;
  if (/役職|肩書/.test(own)) return 'position';
  if (/部署|所属部|部課/.test(own)) return 'department';
  if (/職業/.test(own)) return 'occupation';
  return /勤務先(名|$)|勤め先(名|$)|現在の勤務先/.test(own) && !/緊急|保護者|配偶者|保証人/.test(text)
    ? 'employer'
    : undefined;
}

/** a word for somebody else in its label, its row or its heading */
function isForOthers({ texts, headings }: FieldEvidence): boolean {
  const around = [
    ...texts.filter(({ from }) => from !== 'note').map(({ text }) => text),
    ...headings.slice(0, 1),
  ];
  return around.some((text) => readSubject(normalise(text)).subject !== undefined);
}

/** three short boxes in a row are one number */
function phoneBoxes(
  rest: readonly { readonly left: LeftEmpty; readonly field: FieldEvidence }[],
  item: ProfileItem,
): 1 | 3 {
  const three = rest.slice(0, 3);
  if (three.length < 3) return 1;
  const [first] = three;
  const near = three.every(({ field }, at) => field.key === (first?.field.key ?? 0) + at);
  const same = three.every(({ left, field }) => left.kind === 'phone' && itemOf(left, field) === item);
  const oneRow = three.slice(1).every(({ field }) => !field.texts.some(({ from }) => from === 'label'));
  const inherited = three
    .slice(1)
    .every(({ field }) =>
      field.texts.some(({ from, text }) => from === 'row' && /電話|携帯|tel|phone/i.test(text)),
    );
  return near && same && oneRow && inherited ? 3 : 1;
}
