import { type Era, toEra, eraKanji, eraYearText } from '../../person/era.ts';
import { fromIsoDate } from '../../person/calendar-date.ts';
import { toHalfWidthKana, toHiragana, toKatakana } from '../../person/kana.ts';
import { toFullWidth, toHalfWidth } from '../../person/width.ts';
import type { AddressPart } from './attribute.ts';
import type { FormPerson } from './form-person.ts';
import type { Fillable } from './plan.ts';
import type { Wants } from './wants.ts';

/** How the other boxes of the date decide what a box takes. */
export interface DateFrame {
  /** the year is counted by era */
  readonly byEra: boolean;
}

/** Spellings of a value, the one that fits the wishes best first; none: the person's data have no answer. */
export function spell(fill: Fillable, wants: Wants, person: FormPerson, frame: DateFrame): string[] {
  const { attribute } = fill;
  if (/^(family|given|full)Name/.test(attribute))
    return spellName(attribute, { ...wants, kana: wants.kana ?? fill.script }, person);
  if (attribute.startsWith('postalCode')) return spellPostal(attribute, wants, person);
  if (attribute.startsWith('birth')) return spellBirth(attribute, wants, person, frame);
  if (attribute === 'sex') return [];
  return spellAddress(fill, wants, person);
}

function spellName(attribute: string, wants: Wants, person: FormPerson): string[] {
  const kana = attribute.endsWith('Kana');
  const roman = attribute.endsWith('Roman');
  const family = kana ? person.familyNameKana : roman ? person.familyNameRoman : person.familyName;
  const given = kana ? person.givenNameKana : roman ? person.givenNameRoman : person.givenName;
  const scripts = kana ? kanaScripts(wants) : roman ? [romanCase(wants)] : [(text: string) => text];
  if (!attribute.startsWith('full')) {
    const part = attribute.startsWith('family') ? family : given;
    return part ? scripts.map((script) => script(part)) : [];
  }
  if (!family || !given) return [];
  const usual = wants.kana === 'half' || roman ? ' ' : '\u3000';
  const blanks = [...new Set([wants.blank ?? usual, usual, ' ', '\u3000', ''])];
  return scripts.flatMap((script) => blanks.map((blank) => script(family) + blank + script(given)));
}

function kanaScripts({ kana }: Wants): ((text: string) => string)[] {
  const all = { katakana: toKatakana, hiragana: toHiragana, half: toHalfWidthKana };
  const first = all[kana ?? 'katakana'];
  return [first, ...Object.values(all).filter((script) => script !== first)];
}

function romanCase({ capitals }: Wants): (text: string) => string {
  return (text) =>
    capitals ? text.toUpperCase() : text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

function spellPostal(attribute: string, wants: Wants, { postalCode }: FormPerson): string[] {
  const digits = (postalCode ?? '').normalize('NFKC').replace(/\D/g, '');
  if (digits.length !== 7) return [];
  const [first, last] = [digits.slice(0, 3), digits.slice(3)];
  const forms =
    attribute === 'postalCode1'
      ? [first]
      : attribute === 'postalCode2'
        ? [last]
        : wants.hyphen === false
          ? [digits, `${first}-${last}`]
          : [`${first}-${last}`, digits];
  return wants.width === 'full' ? forms.map(toFullWidth) : forms;
}

function spellBirth(attribute: string, wants: Wants, { birthDate }: FormPerson, frame: DateFrame): string[] {
  const date = fromIsoDate(birthDate ?? '');
  if (!date) return [];
  const era = toEra(date);
  const two = (value: number): string => String(value).padStart(2, '0');
  const wide = (forms: string[]): string[] => (wants.width === 'full' ? forms.map(toFullWidth) : forms);
  if (attribute === 'birthYear') {
    const year = frame.byEra ? era?.year : date.year;
    return year === undefined
      ? []
      : wide(
          frame.byEra
            ? [...(wants.padded ? [two(year)] : []), String(year), two(year), eraYearText(year)]
            : [String(year)],
        );
  }
  if (attribute === 'birthMonth' || attribute === 'birthDay') {
    const value = attribute === 'birthMonth' ? date.month : date.day;
    return wide(wants.padded ? [two(value), String(value)] : [String(value), two(value)]);
  }
  if (attribute === 'birthEra') return era ? [eraKanji(era.era), ERA_LETTERS[era.era]] : [];
  const { year, month, day } = date;
  const usual = [
    `${year}-${two(month)}-${two(day)}`,
    `${year}/${two(month)}/${two(day)}`,
    `${year}${two(month)}${two(day)}`,
    `${year}年${month}月${day}日`,
  ];
  const like = wants.date === undefined ? undefined : imitate(wants.date, { year, month, day }, era);
  return wide(like === undefined ? usual : [like, ...usual]);
}

const ERA_LETTERS: Readonly<Record<Era, string>> = {
  meiji: 'M',
  taisho: 'T',
  showa: 'S',
  heisei: 'H',
  reiwa: 'R',
};

/** The date written as the sample is: its signs, its zeros, its era. */
function imitate(
  sample: string,
  date: { year: number; month: number; day: number },
  era: ReturnType<typeof toEra>,
): string | undefined {
  const compact = /^(\d{8}|yyyymmdd)$/i.test(sample);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (compact) return `${date.year}${two(date.month)}${two(date.day)}`;
  const match = /^([^\d]*?)(\d+|元|yyyy)([^\da-z]+)(\d+|mm)([^\da-z]+)(\d+|dd)(日?)$/i.exec(sample);
  if (!match) return undefined;
  const [, head = '', , first = '', month = '', second = '', day = '', tail = ''] = match;
  const pad = (like: string, value: number): string =>
    /^(0\d|mm|dd|1\d|2\d|3\d)$/i.test(like) && /^0|mm|dd/i.test(month + day) ? two(value) : String(value);
  if (head === '')
    return `${date.year}${first}${pad(month, date.month)}${second}${pad(day, date.day)}${tail}`;
  if (!era) return undefined;
  const name = /^[a-z]$/i.test(head) ? ERA_LETTERS[era.era] : eraKanji(era.era);
  const year = /^[a-z]$/i.test(head) ? two(era.year) : eraYearText(era.year);
  return `${name}${year}${first}${pad(month, date.month)}${second}${pad(day, date.day)}${tail}`;
}

function spellAddress({ parts = [], half }: Fillable, wants: Wants, { address }: FormPerson): string[] {
  if (!address) return [];
  const piece = (part: AddressPart): string => {
    if (part !== 'building' || !half) return address[part];
    const [name, room] = splitRoom(address.building);
    return half === 'name' ? name : room;
  };
  const texts = parts.map(piece).filter((text) => text !== '');
  if (texts.length === 0) return [];
  const building = parts.includes('building') && texts.length > 1 ? texts.pop() : undefined;
  const joined = texts.join('') + (building === undefined ? '' : wants.gap + building);
  const plain = texts.join('') + (building ?? '');
  // Only for boxes whose pattern takes nothing else: the certified words come first.
  const dashes = parts.join() === 'block' ? [dashed(plain)] : [];
  const width =
    wants.width === 'full' ? toFullWidth : wants.width === 'half' ? toHalfWidth : (text: string) => text;
  const forms = [joined, plain].map(width);
  return [
    ...new Set([...forms, plain, toHalfWidth(plain), ...dashes.map(width), ...dashes.map(toHalfWidth)]),
  ];
}

/** １番３号 → １－３ */
function dashed(block: string): string {
  return block
    .normalize('NFKC')
    .replace(/(番地の|番地|番|丁目|号の|の)(?=\d)/g, '-')
    .replace(/(番地|番|号)$/, '');
}

/** 桜田ハイツ１０２ → 桜田ハイツ, １０２ */
function splitRoom(building: string): [string, string] {
  const match = /^(.*?\D)((?:[A-ZＡ-Ｚ]?[-－]?[\d０-９]+)(?:号室?)?)$/u.exec(building);
  return match ? [(match[1] ?? '').trim(), match[2] ?? ''] : [building, ''];
}
