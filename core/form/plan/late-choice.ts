import { fromIsoDate } from '../../person/calendar-date.ts';
import { eraKanji, toEra } from '../../person/era.ts';
import type { FormPerson } from './form-person.ts';
import type { Fillable } from './plan.ts';
import type { DateFrame } from './spell.ts';

const SEXES = {
  male: ['男性', '男', '男子', 'Male', 'M'],
  female: ['女性', '女', '女子', 'Female', 'F'],
  other: ['その他', 'Other'],
} as const;

/**
 * What an answer may be called in a list that shows its choices only when it is opened, the usual word first; none: the
 * person's data have no answer.
 */
export function lateChoice(
  { attribute, parts = [] }: Pick<Fillable, 'attribute' | 'parts'>,
  person: FormPerson,
  frame: DateFrame,
): readonly string[] {
  if (attribute === 'sex') return person.sex ? SEXES[person.sex] : [];
  const date = fromIsoDate(person.birthDate ?? '');
  if (attribute.startsWith('birth')) {
    if (!date) return [];
    const era = toEra(date);
    if (attribute === 'birthMonth') return numbers(date.month, '月');
    if (attribute === 'birthDay') return numbers(date.day, '日');
    if (attribute === 'birthEra') return era ? [eraKanji(era.era)] : [];
    if (frame.byEra)
      return era ? [...numbers(era.year, '年'), ...(era.year === 1 ? ['元年', '元'] : [])] : [];
    const year = String(date.year);
    const name = era ? `${eraKanji(era.era)}${era.year === 1 ? '元' : era.year}` : '';
    const both = era
      ? [`${year}年（${name}年）`, `${year}（${name}）`, `${year}年(${name}年)`, `${name}年`]
      : [];
    return [`${year}年`, year, ...both];
  }
  const place = parts.map((part) => person.address?.[part] ?? '').join('');
  if (place === '') return [];
  if (attribute === 'prefecture') return [place, place.replace(/(?<=..)[都府県]$/, '')];
  return [...new Set([place, place.replace(/^.{1,5}郡/, '')])];
}

function numbers(value: number, unit: string): string[] {
  const two = String(value).padStart(2, '0');
  return [...new Set([`${value}${unit}`, String(value), two, `${two}${unit}`])];
}
