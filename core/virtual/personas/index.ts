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
  {
    id: 'child',
    title: { ja: '子ども（署名用電子証明書なし）', en: 'Child without signing certificate' },
    pin: '1234',
    password: undefined,
  },
  {
    id: 'foreign',
    title: { ja: '外国人住民（長いローマ字氏名）', en: 'Foreign resident with a long romanised name' },
    pin: '1234',
    password: 'ABC123',
  },
  {
    id: 'substitutes',
    title: { ja: '代替文字のある人', en: 'Substitute characters in the certificate' },
    pin: '1234',
    password: 'ABC123',
  },
  {
    id: 'rare-kanji',
    title: {
      ja: 'サロゲートペアと異体字のある氏名',
      en: 'Name with a surrogate pair and a variation sequence',
    },
    pin: '1234',
    password: 'ABC123',
  },
  {
    id: 'expired',
    title: { ja: '電子証明書の期限切れ', en: 'Certificates expired' },
    pin: '1234',
    password: 'ABC123',
  },
  {
    id: 'expiring',
    title: { ja: '電子証明書があと20日', en: 'Certificates end in 20 days' },
    pin: '1234',
    password: 'ABC123',
  },
  {
    id: 'blocked',
    title: { ja: 'すべての暗証番号がロック', en: 'Every PIN blocked' },
    pin: '1234',
    password: 'ABC123',
  },
  {
    id: 'last-try',
    title: { ja: '暗証番号の残りが1回', en: 'One try left of every PIN' },
    pin: '1234',
    password: 'ABC123',
  },
  {
    id: 'furigana',
    title: { ja: '氏名のフリガナあり', en: 'With the reading of the name' },
    pin: '1234',
    password: 'ABC123',
  },
  {
    id: 'generation-1',
    title: { ja: '第1世代の認証局（終了）', en: 'Authorities of 2015, ended' },
    pin: '1234',
    password: 'ABC123',
  },
  {
    id: 'generation-2',
    title: { ja: '第2世代の認証局', en: 'Authorities of 2019' },
    pin: '1234',
    password: 'ABC123',
  },
  {
    id: 'generation-3',
    title: { ja: '第3世代の認証局', en: 'Authorities of 2023' },
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
