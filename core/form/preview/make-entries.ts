import { looksLikeMyNumber } from '../../person/my-number.ts';
import type { FieldEvidence, PageEvidence } from '../plan/evidence.ts';
import { makePlan } from '../plan/make-plan.ts';
import { makeWrites, type Unwritten, type Write } from '../plan/make-writes.ts';
import type { Fillable, LeftEmpty } from '../plan/plan.ts';
import { correctPlan, type Corrections } from './correct-plan.ts';
import type { Empty, Entry, Source } from './entry.ts';
import { labelOf } from './label-of.ts';
import { neverOf } from './never.ts';
import { spokenNames, type Known } from './person.ts';
import { planProfile, type ProfileFill } from './plan-profile.ts';
import type { Profile } from './profile.ts';
import { sourceOf } from './source-of.ts';
import { writeProfile } from './write-profile.ts';

/** What the person decides about a form, by the key of the field. */
export interface Wishes {
  /** undefined until the card was read */
  readonly known?: Known | undefined;
  readonly profile: Profile;
  readonly corrections: Corrections;
  readonly unticked: readonly number[];
  /** texts of boxes, indices of choices: typed or chosen here and now */
  readonly typed: Readonly<Record<number, string | number>>;
}

/**
 * The list of a form: one entry for each field, in the order of the page. Pure: the same page and wishes give the same
 * list, so that what is shown is what is filled.
 */
export function makeEntries(page: PageEvidence, wishes: Wishes): readonly Entry[] {
  const drawn = makePlan(page);
  const { plan, profile } = correctPlan(
    page,
    { plan: drawn, profile: planProfile(page, drawn) },
    wishes.corrections,
  );
  const { writes, unwritten } = makeWrites(page, plan, wishes.known?.form ?? spokenNames(wishes.profile));
  const at = <One extends { readonly key: number }>(list: readonly One[]): Map<number, One> =>
    new Map(list.map((one) => [one.key, one]));
  const parts: Parts = {
    wishes,
    fills: at(plan.fill),
    lefts: at(plan.empty),
    writes: at<Write>(writes),
    unwritten: at(unwritten),
    own: at(profile.fill),
    again: new Set(profile.again),
  };
  return page.fields.map((field) => entryOf(field, parts));
}

interface Parts {
  readonly wishes: Wishes;
  readonly fills: ReadonlyMap<number, Fillable>;
  readonly lefts: ReadonlyMap<number, LeftEmpty>;
  readonly writes: ReadonlyMap<number, Write>;
  readonly unwritten: ReadonlyMap<number, Unwritten>;
  readonly own: ReadonlyMap<number, ProfileFill>;
  readonly again: ReadonlySet<number>;
}

type Decided = Pick<Entry, 'datum' | 'source' | 'shown' | 'write' | 'empty'>;

function entryOf(field: FieldEvidence, parts: Parts): Entry {
  const { key, control } = field;
  const never = neverOf(field);
  const shut = never !== undefined || field.obstacle !== undefined || control === 'opaque';
  const decided: Decided =
    never !== undefined
      ? { empty: { why: 'never', what: never } }
      : field.obstacle
        ? { empty: { why: 'obstacle', what: field.obstacle } }
        : decide(field, parts);
  const unticked = parts.wishes.unticked.includes(key) && decided.write !== undefined;
  const { write, ...rest } = decided;
  return {
    key,
    control,
    label: labelOf(field),
    section: field.headings[0] ?? '',
    choices: field.options.map(({ text, value }) => text || value),
    open: !shut && control !== 'checkbox' && control !== 'listbox' && control !== 'buttons',
    corrected: parts.wishes.corrections[field.fingerprint] !== undefined,
    reasons: (parts.fills.get(key) ?? parts.lefts.get(key))?.reasons ?? [],
    ...rest,
    ...(unticked ? { empty: { why: 'unticked' } as const } : write && { write }),
  };
}

function decide(field: FieldEvidence, parts: Parts): Decided {
  const { key } = field;
  const typed = parts.wishes.typed[key];
  const fill = parts.fills.get(key);
  const own = parts.own.get(key);
  const datum = fill?.attribute ?? own?.item;
  const named = datum === undefined ? {} : { datum };
  if (typed !== undefined) return { ...named, ...typedHere(field, typed, datum) };
  if (fill) return { ...named, ...fromPlan(field, fill, parts) };
  if (own) return { ...named, ...fromProfile(field, own, parts.wishes.profile) };
  return { empty: whyEmpty(field, parts) };
}

function typedHere(field: FieldEvidence, typed: string | number, datum: string | undefined): Decided {
  const source: Source = { origin: 'typed', changes: [] };
  const bare = { key: field.key, fingerprint: field.fingerprint, attribute: datum ?? 'typed' };
  if (typeof typed === 'string') {
    if (looksLikeMyNumber(typed)) return { source, empty: { why: 'never', what: 'my-number' } };
    if (field.maxLength > 0 && typed.length > field.maxLength)
      return { source, shown: typed, empty: { why: 'too-long' } };
    return { source, shown: typed, write: { ...bare, value: typed } };
  }
  const option = field.options[typed];
  if (!option) return { source, empty: { why: 'no-option' } };
  return {
    source,
    shown: option.text || option.value,
    write: { ...bare, value: option.value, option: typed },
  };
}

function fromPlan(field: FieldEvidence, fill: Fillable, parts: Parts): Decided {
  const { known, profile } = parts.wishes;
  const write = parts.writes.get(fill.key);
  // before the card is read a value is only announced; what no card says is known already
  const ahead = known === undefined && !/Kana$|Roman$/.test(fill.attribute);
  if (ahead) return { source: sourceOf(fill, undefined, undefined, profile) };
  if (write) {
    const shown = shownOf(field, write);
    return { source: sourceOf(fill, shown, known, profile), shown, write };
  }
  return { empty: { why: parts.unwritten.get(fill.key)?.reason ?? 'no-data' } };
}

function fromProfile(field: FieldEvidence, own: ProfileFill, profile: Profile): Decided {
  const written = writeProfile(field, own, profile);
  if (!('value' in written)) return { empty: written };
  const { value, option, changes } = written;
  const write: Write = {
    key: field.key,
    fingerprint: field.fingerprint,
    attribute: own.item,
    value,
    ...(option !== undefined && { option }),
  };
  return { source: { origin: 'profile', changes }, shown: shownOf(field, write), write };
}

function shownOf(field: FieldEvidence, { value, option }: Write): string {
  const chosen = option === undefined ? undefined : field.options[option];
  return chosen?.text || value;
}

function whyEmpty(field: FieldEvidence, parts: Parts): Empty {
  const left = parts.lefts.get(field.key);
  if (parts.wishes.corrections[field.fingerprint] === 'leave') return { why: 'corrected' };
  if (parts.again.has(field.key)) return { why: 'again' };
  if (field.type === 'file') return { why: 'file' };
  if (left && left.subject !== 'self') return { why: 'other-person', whom: left.subject };
  const asks = field.control !== 'text' && field.control !== 'textarea';
  return { why: asks ? 'question' : 'unknown' };
}
