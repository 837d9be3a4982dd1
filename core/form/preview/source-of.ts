import { toFullWidth, toHalfWidth } from '../../person/width.ts';
import type { Attribute } from '../plan/attribute.ts';
import type { Fillable } from '../plan/plan.ts';
import type { Change, Source } from './entry.ts';
import type { Known } from './person.ts';
import type { Profile } from './profile.ts';

/**
 * Where a planned value comes from and what was done to it.
 * @param value as it goes into the field; undefined before the card was read: then the source is what it will be
 */
export function sourceOf(
  fill: Fillable,
  value: string | undefined,
  known: Known | undefined,
  profile: Profile,
): Source {
  const { attribute } = fill;
  if (attribute.endsWith('Kana')) return { origin: 'profile', changes: kanaChanges(value) };
  if (attribute.endsWith('Roman')) {
    return profile.familyNameRoman !== undefined || profile.givenNameRoman !== undefined
      ? { origin: 'profile', changes: value !== undefined && /[a-z]/.test(value) ? ['letters'] : [] }
      : { origin: 'derived', of: 'profile', changes: ['hepburn'] };
  }
  const changes = cardChanges(fill, value, known);
  return changes.some((change) => RULES.has(change))
    ? { origin: 'derived', of: 'card', changes }
    : { origin: 'card', changes };
}

/** Changes that can go wrong; the others only write the same thing in other letters. */
const RULES: ReadonlySet<Change> = new Set(['name-split', 'address-split', 'postal-list', 'hepburn']);

function kanaChanges(value: string | undefined): Change[] {
  if (value === undefined) return [];
  if (/[\uff66-\uff9f]/.test(value)) return ['half-kana'];
  return /[ぁ-ゖ]/.test(value) ? ['hiragana'] : [];
}

function cardChanges(fill: Fillable, value: string | undefined, known: Known | undefined): Change[] {
  const { attribute } = fill;
  if (attribute === 'fullName') {
    return known && value !== undefined && value !== known.card.name ? ['blank'] : [];
  }
  if (attribute === 'familyName' || attribute === 'givenName') return ['name-split'];
  if (attribute.startsWith('postalCode')) return ['postal-list'];
  if (attribute === 'sex') return ['choice'];
  if (attribute.startsWith('birth')) return birthChanges(attribute, value, known);
  return addressChanges(fill, value, known);
}

function birthChanges(attribute: Attribute, value: string | undefined, known: Known | undefined): Change[] {
  const year = known?.card.birthDate?.year;
  const byEra =
    attribute === 'birthEra' ||
    (value !== undefined && /明治|大正|昭和|平成|令和|^[MTSHR]/.test(value)) ||
    (attribute === 'birthYear' && value !== undefined && year !== undefined && !value.includes(String(year)));
  if (attribute === 'birthDate') return byEra ? ['era', 'date-format'] : ['date-format'];
  return byEra ? ['era', 'date-part'] : ['date-part'];
}

function addressChanges(
  { parts = [] }: Fillable,
  value: string | undefined,
  known: Known | undefined,
): Change[] {
  const address = known?.form.address;
  const whole = parts.length === 5;
  const split: Change[] = whole ? [] : ['address-split'];
  if (value === undefined || !address) return split;
  const raw = parts.map((part) => address[part]).join('');
  const bare = (text: string): string => text.replace(/[\s\u3000]/g, '');
  if (bare(value) === bare(raw)) return split;
  if (bare(value) === bare(toFullWidth(raw))) return [...split, 'full-width'];
  return bare(value) === bare(toHalfWidth(raw)) ? [...split, 'half-width'] : [...split, 'choice'];
}
