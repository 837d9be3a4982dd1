import { postalCodes, type PostalCodes } from '../../person/address/postal-code.ts';
import { trimPiece, type AddressReading } from '../../person/address/pieces.ts';
import { splitLine } from '../../person/address/split-line.ts';
import type { AddressData } from '../../person/address/town-table.ts';
import { isFullDate, type CalendarDate } from '../../person/calendar-date.ts';
import { toHepburn } from '../../person/hepburn.ts';
import { toKatakana } from '../../person/kana.ts';
import { splitName, type NameReading } from '../../person/name.ts';
import type { FormPerson } from '../plan/form-person.ts';
import type { Profile } from './profile.ts';

/** The certified attributes, exactly as on the card (card.md 2.3). */
export interface CardWords {
  readonly name: string;
  readonly address: string;
  readonly birthDate: CalendarDate | undefined;
  /** undefined: a code that is read in more than one way */
  readonly sex: 'male' | 'female' | undefined;
}

/** Where the card's words can be read in more than one way: indices into the readings, the first being the best. */
export interface Readings {
  readonly name: number;
  readonly address: number;
  readonly postal: number;
}

/** What is known of the person for one form, and between what a person may choose. */
export interface Known {
  readonly card: CardWords;
  readonly names: readonly NameReading[];
  readonly addresses: readonly AddressReading[];
  /** seven digits each, from Japan Post's list */
  readonly postal: readonly string[];
  /** the best reading is the only sensible one */
  readonly certain: { readonly name: boolean; readonly address: boolean; readonly postal: boolean };
  readonly form: FormPerson;
}

/** @param data towns of the prefectures the address may lie in (`loadTowns`) */
export function knownPerson(
  card: CardWords,
  profile: Profile,
  data: AddressData,
  readings: Readings = { name: 0, address: 0, postal: 0 },
): Known {
  const split = splitName(card.name);
  const address = splitLine(card.address, data);
  const name = split.readings[readings.name] ?? split.readings[0];
  const place = address.readings[readings.address] ?? address.readings[0];
  const postal: PostalCodes | undefined = postalCodes(place, data);
  const codes = postal?.codes ?? [];
  // a list of the whole municipality's codes is no answer
  const offered = postal?.ofTown === true ? codes : [];
  const code = offered[readings.postal] ?? offered[0];
  const form = defined({
    familyName: name?.familyName,
    givenName: name?.givenName,
    ...spokenNames(profile),
    address: {
      prefecture: place.prefecture,
      city: trimPiece(place.city),
      town: trimPiece(place.town),
      block: trimPiece(place.block),
      building: trimPiece(place.building + place.unparsed),
    },
    postalCode: code,
    birthDate: card.birthDate && isFullDate(card.birthDate) ? iso(card.birthDate) : undefined,
    sex: card.sex,
  });
  return {
    card,
    names: split.readings,
    addresses: address.readings,
    postal: offered,
    certain: { name: split.certain, address: address.certain, postal: offered.length === 1 },
    form,
  };
}

/** How the name is read and spelt in roman letters: the person's own word, known without any card. */
export function spokenNames(profile: Profile): FormPerson {
  const familyNameKana = profile.familyNameKana && toKatakana(profile.familyNameKana);
  const givenNameKana = profile.givenNameKana && toKatakana(profile.givenNameKana);
  return defined({
    familyNameKana,
    givenNameKana,
    familyNameRoman: profile.familyNameRoman ?? (familyNameKana && toHepburn(familyNameKana)),
    givenNameRoman: profile.givenNameRoman ?? (givenNameKana && toHepburn(givenNameKana)),
  });
}

/** `100-0001 東京都 千代田区 …`: a reading as a person compares it with another. */
export function readableAddress({
  prefecture,
  city,
  town,
  block,
  building,
  unparsed,
}: AddressReading): string {
  return [prefecture, city, town, block, building + unparsed].filter((piece) => piece !== '').join(' / ');
}

function iso({ year, month, day }: { year: number; month: number; day: number }): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function defined<Value extends object>(
  value: Value,
): { [Key in keyof Value]: Exclude<Value[Key], undefined | ''> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined && one !== '')) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined | ''>;
  };
}
