/**
 * What a field can be about, as far as Kazasu can answer it. Kana boxes are `…Kana` in every script (カタカナ,
 * ひらがな, ﾊﾝｶｸ). `birthYear` is the western year, the year of an era beside a `birthEra`, or an option stating both.
 * Of the address: `prefecture` takes it alone, `city` ends with the municipality, `fullAddress` begins with the
 * prefecture and takes the town, `addressLine1` takes the town without the prefecture, `addressLine2` begins later.
 * Table in docs/forms.md.
 */
export const ATTRIBUTES = [
  'familyName',
  'givenName',
  'fullName',
  'familyNameKana',
  'givenNameKana',
  'fullNameKana',
  'familyNameRoman',
  'givenNameRoman',
  'fullNameRoman',
  'postalCode',
  'postalCode1',
  'postalCode2',
  'prefecture',
  'city',
  'addressLine1',
  'addressLine2',
  'fullAddress',
  'birthDate',
  'birthYear',
  'birthMonth',
  'birthDay',
  'birthEra',
  'sex',
] as const;

export type Attribute = (typeof ATTRIBUTES)[number];

/** Pieces of an address, in the order in which they are written. Joined they are the certified line. */
export const ADDRESS_PARTS = ['prefecture', 'city', 'town', 'block', 'building'] as const;

export type AddressPart = (typeof ADDRESS_PARTS)[number];
