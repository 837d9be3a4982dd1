import { ATTRIBUTES, type AddressPart, type Attribute } from '../plan/attribute.ts';
import type { PageEvidence } from '../plan/evidence.ts';
import type { Fillable, LeftEmpty, Plan } from '../plan/plan.ts';
import { PROFILE_ITEMS } from './profile.ts';
import type { Datum } from './entry.ts';
import type { ProfileFill, ProfilePlan } from './plan-profile.ts';

/** What a person says a field is, against our guess: a datum, or nothing for us. */
export type Correction = Datum | 'leave';

/** Corrections by the fingerprint of their field: by what the page calls it, not by what was typed. */
export type Corrections = Readonly<Record<string, Correction>>;

const PARTS: Partial<Record<Attribute, readonly AddressPart[]>> = {
  prefecture: ['prefecture'],
  city: ['city'],
  addressLine1: ['town', 'block'],
  addressLine2: ['building'],
  fullAddress: ['prefecture', 'city', 'town', 'block', 'building'],
};

export function isCorrection(value: unknown): value is Correction {
  return value === 'leave' || isAttribute(value) || isProfileItem(value);
}

function isAttribute(value: unknown): value is Attribute {
  return ATTRIBUTES.some((one) => one === value);
}

function isProfileItem(value: unknown): value is ProfileFill['item'] {
  return PROFILE_ITEMS.some((one) => one === value);
}

/** The plans with a person's corrections in them. Kana and roman names go where the plan puts them: to the card's person. */
export function correctPlan(
  page: PageEvidence,
  plans: { readonly plan: Plan; readonly profile: ProfilePlan },
  corrections: Corrections,
): { readonly plan: Plan; readonly profile: ProfilePlan } {
  const wanted = new Map<number, Correction>();
  for (const { key, fingerprint } of page.fields) {
    const correction = corrections[fingerprint];
    if (correction !== undefined) wanted.set(key, correction);
  }
  if (wanted.size === 0) return plans;
  const free = ({ key }: { readonly key: number }): boolean => !wanted.has(key);
  const fill: Fillable[] = plans.plan.fill.filter(free);
  const empty: LeftEmpty[] = [...plans.plan.empty];
  const own: ProfileFill[] = plans.profile.fill.filter(free);
  for (const [key, correction] of wanted) {
    const left = empty.findIndex((one) => one.key === key);
    if (isAttribute(correction)) {
      if (left >= 0) empty.splice(left, 1);
      const parts = PARTS[correction];
      fill.push({ key, attribute: correction, ...(parts && { parts }), confidence: 1, reasons: [BY_PERSON] });
      continue;
    }
    if (left < 0) empty.push({ key, subject: 'self', reasons: [BY_PERSON] });
    if (isProfileItem(correction)) own.push({ key, item: correction });
  }
  return {
    plan: { fill: fill.toSorted((a, b) => a.key - b.key), empty },
    profile: { fill: own, again: plans.profile.again.filter((key) => !wanted.has(key)) },
  };
}

const BY_PERSON = '利用者が選んだ';
