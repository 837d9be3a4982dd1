import type { Subject } from './plan.ts';
import type { Role } from './reading.ts';
import type { Understood } from './understood.ts';

type Other = Exclude<Subject, 'self'>;

/** Why a field of a known thing is not the person's. */
export interface Stranger {
  readonly subject: Other;
  readonly reason: string;
}

const RANK: Readonly<Record<Role, number>> = { applicant: 0, participant: 2, contact: 3, representative: 4 };
const UNMARKED = 1;
/** 代表者 beside a list of 参加者 applies for the group. */
const LEADER = 1.5;
/** Of whom a form asks more than the name: what follows his name unmarked is his. */
const DESCRIBED = /^(child|spouse|family|companion)$/;

/**
 * Decides for one form which fields are about the person: who is called nothing or the applicant comes before one who
 * takes part, and he before one to be contacted; a form that asks for nobody but an addressee asks the person himself.
 * @returns the fields that are somebody else's
 */
export function findStrangers(fields: readonly Understood[]): Map<Understood, Stranger> {
  const strangers = new Map<Understood, Stranger>();
  const ours = fields.filter(({ thing }) => thing !== undefined && thing !== 'other');
  const payer = payerIsPerson(ours);
  const addressee = !payer && addresseeIsPerson(ours);
  for (const field of ours) {
    if (field.subject === undefined || (field.subject === 'delivery' && addressee)) continue;
    if (field.subject === 'billing' && payer) continue;
    strangers.set(field, { subject: field.subject, reason: `本人ではない (${field.subject})` });
  }
  markFollowers(ours, strangers);
  const free = ours.filter((field) => !strangers.has(field));
  const roles = rolesOf(free);
  const names = free.filter(({ thing, bareKana }) => thing === 'name' && !bareKana);
  const group = names.some((field) => roles.get(field) === 'participant');
  const rankOf = (field: Understood): number => {
    const role = roles.get(field);
    if (role === 'representative' && group) return LEADER;
    return role === undefined ? UNMARKED : RANK[role];
  };
  const best = Math.min(...names.map(rankOf));
  const [first] = names;
  // 受診者 heads the form, somebody without a mark comes further down: the form is about the first.
  const led = best === UNMARKED && first !== undefined && roles.get(first) === 'participant';
  for (const field of free) {
    const role = roles.get(field);
    const late = led && role === undefined && field.thing === 'name';
    if (late || (role !== undefined && !led && rankOf(field) > best && best < Infinity)) {
      strangers.set(field, { subject: 'other', reason: '申込者のほかの人' });
    }
  }
  if (best === RANK.contact || best === RANK.representative) markCompany(fields, free, strangers);
  return strangers;
}

/** A form without an address of its own for the customer means him by お届け先. */
function addresseeIsPerson(ours: readonly Understood[]): boolean {
  const own = ours.filter(({ subject }) => subject === undefined);
  const delivered = ours.filter(({ subject }) => subject === 'delivery');
  const ownName = own.some(({ thing }) => thing === 'name');
  const ownAddress = own.some(({ thing }) => thing === 'address' || thing === 'zip');
  const otherName = delivered.some(({ thing }) => thing === 'name');
  return !ownAddress && !(ownName && otherName);
}

/** A shop that asks for nobody but 請求先 and 発送先 means the customer by the first. */
function payerIsPerson(ours: readonly Understood[]): boolean {
  const named = (of: Subject | undefined): boolean =>
    ours.some(({ thing, subject }) => thing === 'name' && subject === of);
  return named('billing') && !named(undefined);
}

/** お子様のお名前, フリガナ, 性別, 生年月日: all of the child, when the person's own name came before. */
function markFollowers(ours: readonly Understood[], strangers: Map<Understood, Stranger>): void {
  let named: Understood | undefined;
  for (const field of ours) {
    const personal = field.thing === 'name' || field.thing === 'birth' || field.thing === 'sex';
    if (field.thing === 'name' && field.script !== 'katakana' && field.script !== 'hiragana') named = field;
    const subject = named?.subject;
    const [heading] = field.field.headings;
    const sameHeading = heading === undefined || named?.field.headings.includes(heading) === true;
    if (!personal || !subject || !DESCRIBED.test(subject) || field.subject || field.role || !sameHeading)
      continue;
    if (field.thing !== 'name' || field.bareKana)
      strangers.set(field, { subject, reason: `本人ではない (${subject})` });
  }
}

/**
 * Whose a field is called; よみがな without a mark goes with the name before it, and so does the second box of a name,
 * which has no label of its own.
 */
function rolesOf(free: readonly Understood[]): Map<Understood, Role> {
  const roles = new Map<Understood, Role>();
  let last: Understood | undefined;
  for (const field of free) {
    const reads = field.thing === 'name' && /kana|gana/.test(field.script ?? '');
    const near = last !== undefined && field.field.key - last.field.key <= 3;
    const second =
      field.thing === 'name' && !hasLabel(field) && near && field.field.key - (last?.field.key ?? 0) === 1;
    const role = field.role ?? ((reads || second) && near && last ? roles.get(last) : undefined);
    if (role !== undefined) roles.set(field, role);
    if (field.thing === 'name') last = field;
  }
  return roles;
}

function hasLabel({ field }: Understood): boolean {
  return field.texts.some(({ from }) => from === 'label' || from === 'lead' || from === 'aria');
}

/** Where 担当者 fills in for a company, the address that says no more is the company's. */
function markCompany(
  fields: readonly Understood[],
  free: readonly Understood[],
  strangers: Map<Understood, Stranger>,
): void {
  const company = fields.some(({ thing, subject }) => thing === 'other' && subject === 'company');
  if (!company) return;
  for (const field of free) {
    const place = field.thing === 'address' || field.thing === 'zip';
    const home = field.field.texts.some(({ text }) => /自宅|現住所|個人/.test(text));
    if (place && !home && field.role === undefined)
      strangers.set(field, { subject: 'company', reason: '会社の住所' });
  }
}
