import type { Subject } from './plan.ts';
import type { Role } from './reading.ts';
import type { Understood } from './understood.ts';

/** Why a field of a known thing is not the person's. */
export interface Stranger {
  readonly subject: Exclude<Subject, 'self'>;
  readonly reason: string;
}

const RANK: Readonly<Record<Role, number>> = { applicant: 0, participant: 2, contact: 3, representative: 4 };
const UNMARKED = 1;
/** 代表者 beside a list of 参加者 applies for the group. */
const LEADER = 1.5;

/**
 * Decides for one form which fields are about the person: who is called nothing or the applicant comes before one who
 * takes part, and he before one to be contacted; a form that asks for nobody but an addressee asks the person himself.
 * @returns the fields that are somebody else's
 */
export function findStrangers(fields: readonly Understood[]): Map<Understood, Stranger> {
  const strangers = new Map<Understood, Stranger>();
  const ours = fields.filter(({ thing }) => thing !== undefined && thing !== 'other');
  const addressee = addresseeIsPerson(ours);
  for (const field of ours) {
    if (field.subject === undefined || (field.subject === 'delivery' && addressee(field))) continue;
    strangers.set(field, { subject: field.subject, reason: `本人ではない (${field.subject})` });
  }
  const free = ours.filter((field) => !strangers.has(field));
  const names = free.filter(({ thing, bareKana }) => thing === 'name' && !bareKana);
  const group = names.some(({ role }) => role === 'participant');
  const rankOf = ({ role }: Understood): number => {
    if (role === 'representative' && group) return LEADER;
    return role === undefined ? UNMARKED : RANK[role];
  };
  const best = Math.min(...names.map(rankOf));
  for (const field of free) {
    if (field.role !== undefined && rankOf(field) > best && best < Infinity) {
      strangers.set(field, { subject: 'other', reason: '申込者のほかの人' });
    }
  }
  if (best === RANK.contact || best === RANK.representative) markCompany(fields, free, strangers);
  return strangers;
}

/** A form without an address of its own for the customer means him by お届け先. */
function addresseeIsPerson(ours: readonly Understood[]): (field: Understood) => boolean {
  const own = ours.filter(({ subject }) => subject === undefined);
  const delivered = ours.filter(({ subject }) => subject === 'delivery');
  const ownName = own.some(({ thing }) => thing === 'name');
  const ownAddress = own.some(({ thing }) => thing === 'address' || thing === 'zip');
  const otherName = delivered.some(({ thing }) => thing === 'name');
  return () => !ownAddress && !(ownName && otherName);
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
    if (place && !home) strangers.set(field, { subject: 'company', reason: '会社の住所' });
  }
}
