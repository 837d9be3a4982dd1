import {
  ageOn,
  birthDay,
  endOfJapaneseDay,
  era,
  japaneseDay,
  nthBirthdayAfter,
  pastDay,
} from './calendar.ts';
import type { Day, Persona } from './personas/persona.ts';
import type { Quirks } from './quirks.ts';

/** A persona on a given day: all dates worked out. */
export interface Holder {
  readonly persona: Persona;
  readonly birth: Day;
  /** last day of the card */
  readonly cardEnds: Day;
  /** first day and last second of both certificates */
  readonly certificates: { readonly issued: Day; readonly notAfter: Date };
  /** six digits, as the birth date PIN of the surface application takes them (card.md 2.2) */
  readonly birthDigits: string;
  /** 照合番号A: the Individual Number */
  readonly numberA: string;
  /** 照合番号B, 14 digits (card.md 2.2) */
  readonly numberB: string;
}

const ADULT = 18;

/** Works out a persona's dates (card.md 4.2: certificates end on the 5th birthday after issue, or with the card). */
export function holderOf(persona: Persona, now: Date, quirks: Pick<Quirks, 'foreignBirthYear'>): Holder {
  const today = japaneseDay(now);
  const birth = birthDay(persona.birth, today);
  const cardIssued = pastDay(persona.cardIssued, today);
  const cardEnds = nthBirthdayAfter(birth, ageOn(birth, cardIssued) >= ADULT ? 10 : 5, cardIssued);
  const issued = pastDay(persona.certificates.issued, today);
  const fifth = nthBirthdayAfter(birth, 5, issued);
  const birthDigits = birthDigitsOf(
    birth,
    persona.foreign === true && quirks.foreignBirthYear === 'gregorian',
  );
  return {
    persona,
    birth,
    cardEnds,
    certificates: { issued, notAfter: endOfJapaneseDay(fifth < cardEnds ? fifth : cardEnds) },
    birthDigits,
    numberA: persona.individualNumber,
    numberB: `${birthDigits}${cardEnds.slice(0, 4)}${persona.securityCode}`,
  };
}

function birthDigitsOf(birth: Day, gregorian: boolean): string {
  const year = gregorian ? birth.slice(2, 4) : String(era(birth).year).padStart(2, '0');
  return `${year}${birth.slice(4)}`;
}
