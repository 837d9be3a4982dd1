import { toFullWidth } from '../../person/width.ts';
import type { FieldEvidence } from '../plan/evidence.ts';
import { readWants } from '../plan/wants.ts';
import type { Change, Empty } from './entry.ts';
import { normalise } from './normalise.ts';
import type { ProfileFill } from './plan-profile.ts';
import type { Profile } from './profile.ts';

interface Written {
  readonly value: string;
  readonly option?: number;
  readonly changes: readonly Change[];
}

/** A person's own note in the shape that a field wants; nothing is ever cut. */
export function writeProfile(
  field: FieldEvidence,
  { item, part }: ProfileFill,
  profile: Profile,
): Written | Empty {
  // a box for any telephone takes whichever there is
  const text =
    item === 'phone' ? (profile.phone ?? profile.mobile) : item === 'mobile' ? profile.mobile : profile[item];
  if (text === undefined) return { why: 'no-data' };
  if (field.options.length > 0) {
    const option = field.options.findIndex((one) => normalise(one.text) === normalise(text));
    const value = field.options[option]?.value;
    return value === undefined ? { why: 'no-option' } : { value, option, changes: ['choice'] };
  }
  const { forms, changes } =
    item === 'phone' || item === 'mobile' ? phone(field, text, part) : { forms: [text], changes: [] };
  const value = forms.find(({ length }) => field.maxLength < 0 || length <= field.maxLength);
  return value === undefined ? { why: forms.length === 0 ? 'no-data' : 'too-long' } : { value, changes };
}

function phone(
  field: FieldEvidence,
  text: string,
  part: 0 | 1 | 2 | undefined,
): { readonly forms: readonly string[]; readonly changes: readonly Change[] } {
  const pieces = text
    .normalize('NFKC')
    .replace(/[‐‑–—―−ー]/gu, '-')
    .split(/[-\s()]+/)
    .filter(Boolean);
  const digits = pieces.join('');
  const grouped =
    pieces.length === 3 ? pieces : /^0[5789]0\d{8}$/.test(digits) ? cut(digits, [3, 4, 4]) : undefined;
  if (part !== undefined) {
    // where a landline's area code ends is not to be seen in its digits
    const piece = grouped?.[part];
    return { forms: piece === undefined ? [] : [piece], changes: ['phone-split'] };
  }
  const { width, hyphen } = readWants(field);
  const dashed = grouped?.join('-') ?? text;
  const forms = hyphen === false || field.type === 'number' ? [digits, dashed] : [dashed, digits];
  return width === 'full'
    ? { forms: forms.map(toFullWidth), changes: ['full-width'] }
    : { forms, changes: [] };
}

function cut(digits: string, lengths: readonly number[]): string[] {
  let at = 0;
  return lengths.map((length) => digits.slice(at, (at += length)));
}
