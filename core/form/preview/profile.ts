import { looksLikeMyNumber } from '../../person/my-number.ts';

/** What a person may note down about himself, because no card says it. All of it is optional. */
export const PROFILE_ITEMS = [
  'familyNameKana',
  'givenNameKana',
  'familyNameRoman',
  'givenNameRoman',
  'mobile',
  'phone',
  'mail',
  'occupation',
  'employer',
  'department',
  'position',
] as const;

export type ProfileItem = (typeof PROFILE_ITEMS)[number];
export type Profile = Readonly<Partial<Record<ProfileItem, string>>>;

const LONGEST = 100;

/**
 * A profile from anything: known items with one line of text, blanks trimmed, the rest dropped. Never holds what looks
 * like an Individual Number. undefined: not an object at all.
 */
export function parseProfile(value: unknown): Profile | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const profile: Partial<Record<ProfileItem, string>> = {};
  for (const item of PROFILE_ITEMS) {
    const text: unknown = (value as Record<string, unknown>)[item];
    if (typeof text !== 'string') continue;
    const line = text.replace(/\s+/gu, ' ').trim();
    if (line !== '' && line.length <= LONGEST && !looksLikeMyNumber(line)) profile[item] = line;
  }
  return profile;
}
