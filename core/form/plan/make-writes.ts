import { fromIsoDate } from '../../person/calendar-date.ts';
import { toEra } from '../../person/era.ts';
import type { Attribute } from './attribute.ts';
import {
  chooseEra,
  chooseEraYear,
  chooseNumber,
  choosePlace,
  choosePrefecture,
  chooseSex,
  chooseYear,
} from './choose.ts';
import type { FieldEvidence, PageEvidence } from './evidence.ts';
import type { FormPerson } from './form-person.ts';
import { lateChoice } from './late-choice.ts';
import type { Fillable, Plan } from './plan.ts';
import { spell, type DateFrame } from './spell.ts';
import { joinWants, readWants } from './wants.ts';

/** One thing to write into a page. `attribute`: what it is; those of an address and its postal code are written in order. */
export interface Write<What extends string = string> {
  readonly key: number;
  readonly fingerprint: string;
  readonly attribute: What;
  /** text of a box; of a choice the value of the option */
  readonly value: string;
  /** of a choice: its place among the options; -1: the page has yet to list it, `value` is its text */
  readonly option?: number;
  /** other texts that would do, best first, of a list whose choices are not known */
  readonly choices?: readonly string[];
}

/** A planned field that cannot be written. */
export interface Unwritten {
  readonly key: number;
  readonly attribute: Attribute;
  readonly reason: 'no-data' | 'no-option' | 'too-long';
}

/** The values of a plan, each in the script, width, format and length that its field wants. Postal codes come first. */
export function makeWrites(
  page: PageEvidence,
  plan: Plan,
  person: FormPerson,
): { writes: readonly Write<Attribute>[]; unwritten: readonly Unwritten[] } {
  const fields = new Map(page.fields.map((field) => [field.key, field]));
  const writes: Write<Attribute>[] = [];
  const unwritten: Unwritten[] = [];
  const frames = new Map<number, DateFrame>();
  const attributes = new Map(plan.fill.map(({ key, attribute }) => [key, attribute]));
  for (const fill of [...plan.fill].sort(writingOrder)) {
    const field = fields.get(fill.key);
    if (!field) continue;
    const result = writeOf(field, fill, person, frames, { fields, attributes });
    if (typeof result === 'string')
      unwritten.push({ key: fill.key, attribute: fill.attribute, reason: result });
    else writes.push({ key: fill.key, fingerprint: field.fingerprint, attribute: fill.attribute, ...result });
  }
  return { writes, unwritten };
}

/**
 * What is written before what: the postal code wakes the page's look-up, the prefecture fills its list of municipalities,
 * the era decides the year; then as they stand on the page.
 */
export function writingOrder(a: Placed, b: Placed): number {
  return rank(a.attribute) - rank(b.attribute) || a.key - b.key;
}

type Placed = Pick<Write, 'key' | 'attribute'>;

function rank(attribute: string): number {
  if (attribute.startsWith('postalCode')) return 0;
  if (attribute === 'birthEra') return 1;
  return attribute === 'prefecture' ? 2 : 3;
}

/** all fields of the page, and what the planned ones take */
interface Planned {
  readonly fields: ReadonlyMap<number, FieldEvidence>;
  readonly attributes: ReadonlyMap<number, Attribute>;
}

type Outcome = Pick<Write, 'value' | 'option' | 'choices'> | Unwritten['reason'];

function writeOf(
  field: FieldEvidence,
  fill: Fillable,
  person: FormPerson,
  frames: Map<number, DateFrame>,
  planned: Planned,
): Outcome {
  const { fields } = planned;
  const date = fromIsoDate(person.birthDate ?? '');
  const frame = frames.get(field.form) ?? { byEra: false };
  if (field.control === 'listbox' && field.options.length <= 1) {
    const [value, ...choices] = lateChoice(fill, person, frame);
    return value === undefined ? 'no-data' : { value, option: -1, choices };
  }
  if (isChoice(field)) {
    if (fill.attribute === 'birthEra' && date) {
      const [year] =
        [...planned.attributes].find(
          ([key, attribute]) => attribute === 'birthYear' && fields.get(key)?.form === field.form,
        ) ?? [];
      const chosen = chooseEra(
        field.options,
        toEra(date),
        hasFourDigits(year === undefined ? undefined : fields.get(year)),
      );
      frames.set(field.form, { byEra: chosen.byEra });
      return choice(field, chosen.index);
    }
    return chooseOption(field, fill, person, frame);
  }
  if (fill.attribute === 'birthEra') frames.set(field.form, { byEra: true });
  const wants = partnersOf(fill, planned).map(readWants).reduce(joinWants, readWants(field));
  const spellings = spell(fill, wants, person, frame);
  return fit(field, spellings);
}

/** Fields of the same pair or date right beside a field: what one says of its format holds for both. */
function partnersOf({ key, attribute }: Fillable, { fields, attributes }: Planned): FieldEvidence[] {
  const near = [-3, -2, -1, 1, 2, 3].map((step) => key + step);
  return near.flatMap((other) => {
    const its = attributes.get(other);
    return its !== undefined && kindOf(its) === kindOf(attribute) ? (fields.get(other) ?? []) : [];
  });
}

/** Boxes of one kind are of one pair or date. */
function kindOf(attribute: Attribute): string {
  if (attribute.startsWith('birth')) return 'birth';
  return attribute.replace(/^(family|given)Name/, 'name');
}

function isChoice({ control }: FieldEvidence): boolean {
  return (
    control === 'select' ||
    control === 'radio' ||
    control === 'checkbox' ||
    control === 'listbox' ||
    control === 'buttons'
  );
}

function hasFourDigits(year: FieldEvidence | undefined): boolean {
  if (!year) return false;
  if (year.options.length > 0)
    return year.options.some(({ text }) => /(19|20)\d\d/.test(text.normalize('NFKC')));
  return year.maxLength < 0 || year.maxLength >= 4;
}

function choice(field: FieldEvidence, index: number): Outcome {
  const option = field.options[index];
  return option ? { value: option.value, option: index } : 'no-option';
}

function chooseOption(field: FieldEvidence, fill: Fillable, person: FormPerson, frame: DateFrame): Outcome {
  const { options } = field;
  const date = fromIsoDate(person.birthDate ?? '');
  const { attribute, parts = [] } = fill;
  if (attribute === 'sex') return person.sex ? choice(field, chooseSex(options, person.sex)) : 'no-data';
  if (attribute.startsWith('birth')) {
    if (!date) return 'no-data';
    const era = toEra(date);
    if (attribute === 'birthYear')
      return choice(
        field,
        frame.byEra && era ? chooseEraYear(options, era.year) : chooseYear(options, date.year, era),
      );
    return choice(field, chooseNumber(options, attribute === 'birthMonth' ? date.month : date.day));
  }
  if (!person.address) return 'no-data';
  if (attribute === 'prefecture' && options.length > 1)
    return choice(field, choosePrefecture(options, person.address.prefecture));
  const place = parts.map((part) => person.address?.[part] ?? '').join('');
  if (place === '') return 'no-data';
  const index = choosePlace(options, place);
  if (index >= 0) return choice(field, index);
  // Lists that the page loads after the prefecture is known.
  return options.length <= 1 ? { value: place, option: -1 } : 'no-option';
}

/** The first spelling that fits the length and the pattern; nothing is ever cut. */
function fit({ maxLength, pattern, type }: FieldEvidence, spellings: readonly string[]): Outcome {
  if (spellings.length === 0) return 'no-data';
  const short = maxLength > 0 ? spellings.filter(({ length }) => length <= maxLength) : spellings;
  if (short.length === 0) return 'too-long';
  const fitting = short.filter((text) => matches(pattern, text) && (type !== 'number' || /^\d+$/.test(text)));
  const value = fitting[0] ?? short[0];
  return value === undefined ? 'no-data' : { value };
}

function matches(pattern: string, text: string): boolean {
  if (pattern === '' || !isTame(pattern)) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, 'v').test(text);
  } catch {
    return true; // browsers ignore a pattern that is none
  }
}

/** Patterns come from the page: none that could take long on a short text is tried. */
function isTame(pattern: string): boolean {
  return !/\)[*+{?]|\\[1-9k]/.test(pattern) && (pattern.match(/[*+]|,\}/g)?.length ?? 0) <= 3;
}
