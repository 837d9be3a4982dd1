import type { Quirks } from '../quirks.ts';
import type { Persona } from './persona.ts';

/** What a page needs to offer a persona; the persona itself is loaded with the card. */
export interface PersonaSummary {
  readonly id: string;
  readonly title: { readonly ja: string; readonly en: string };
  /** four digits: authentication, text-input, juki and common application alike */
  readonly pin: string;
  /** undefined: there is no signing certificate */
  readonly password: string | undefined;
}

/** The personas, the default one first. */
export const PERSONAS: readonly PersonaSummary[] = [
  {
    id: 'adult',
    title: { ja: '大人（両方の電子証明書あり）', en: 'Adult, both certificates' },
    pin: '1234',
    password: 'ABC123',
  },
];

/** What opens a persona's card today: PINs, and the numbers printed on it. */
export interface Credentials {
  readonly pin: string;
  readonly password: string | undefined;
  /** 照合番号A: the Individual Number */
  readonly referenceNumberA: string;
  /** 照合番号B and its three parts as printed: birth date 6, year of expiry 4, security code 4 */
  readonly referenceNumberB: string;
}

/** @throws RangeError when no persona has that id */
export async function loadPersona(id: string): Promise<Persona> {
  const { ALL } = await import('./all.ts');
  const persona = ALL.get(id);
  if (persona === undefined) throw new RangeError(`no persona is named ${id}`);
  return persona;
}

/** PINs and printed numbers of a persona; some depend on the day. */
export async function credentialsOf(
  id: string,
  now: Date = new Date(),
  quirks: Pick<Quirks, 'foreignBirthYear'> = { foreignBirthYear: 'gregorian' },
): Promise<Credentials> {
  const [persona, { holderOf }] = await Promise.all([loadPersona(id), import('../holder.ts')]);
  const { numberA, numberB } = holderOf(persona, now, quirks);
  return {
    pin: persona.pins.textInput.value,
    password: persona.pins.signing?.value,
    referenceNumberA: numberA,
    referenceNumberB: numberB,
  };
}
