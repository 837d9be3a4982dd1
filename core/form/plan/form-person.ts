import type { AddressPart } from './attribute.ts';

/** What is known of the person, in the card's words. What is missing stays empty in the form. */
export interface FormPerson {
  readonly familyName?: string;
  readonly givenName?: string;
  /** full-width katakana */
  readonly familyNameKana?: string;
  readonly givenNameKana?: string;
  /** Hepburn or as in the passport, capitals */
  readonly familyNameRoman?: string;
  readonly givenNameRoman?: string;
  /** pieces as written on the card; joined they are the certified line */
  readonly address?: Readonly<Record<AddressPart, string>>;
  /** seven digits */
  readonly postalCode?: string;
  /** `YYYY-MM-DD` */
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female' | 'other';
}
