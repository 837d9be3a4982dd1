import { type Era, type EraDate, eraKanji } from '../../person/era.ts';
import type { OptionEvidence } from './evidence.ts';
import { fold, numberOf, prefectureOf, sexOf } from './read-options.ts';

/** Index of the first option that fits; -1: none. */
export function chooseSex(options: readonly OptionEvidence[], sex: 'male' | 'female' | 'other'): number {
  return options.findIndex((option) => sexOf(option) === sex);
}

export function choosePrefecture(options: readonly OptionEvidence[], prefecture: string): number {
  return options.findIndex((option) => prefectureOf(option) === prefecture);
}

/** By its text, its value, or the number in it. */
export function chooseNumber(options: readonly OptionEvidence[], wanted: number): number {
  const by = (of: (option: OptionEvidence) => string): number =>
    options.findIndex((option) => of(option) !== '' && numberOf(of(option)) === wanted);
  const byText = by(({ text }) => text);
  return byText >= 0 ? byText : by(({ value }) => value);
}

/** A western year, alone or beside the year of the era, or `平成2年`. */
export function chooseYear(
  options: readonly OptionEvidence[],
  year: number,
  era: EraDate | undefined,
): number {
  const western = options.findIndex(({ text, value }) =>
    [text, value].some((one) => new RegExp(`(?<!\\d)${year}(?!\\d)`).test(one.normalize('NFKC'))),
  );
  if (western >= 0 || !era) return western;
  const names = [
    `${eraKanji(era.era)}${era.year}年`,
    ...(era.year === 1 ? [`${eraKanji(era.era)}元年`] : []),
  ];
  const spelled = options.findIndex(({ text }) => names.some((name) => fold(text).includes(name)));
  if (spelled >= 0) return spelled;
  const short = new RegExp(`^(${LETTER[era.era]}|${eraKanji(era.era).charAt(0)})\\.?0?${era.year}年?$`);
  return options.findIndex(({ text, value }) => short.test(fold(text)) || short.test(fold(value)));
}

/** The year within its era: `2`, `2年`, `元`. */
export function chooseEraYear(options: readonly OptionEvidence[], year: number): number {
  const first = year === 1 ? options.findIndex(({ text }) => /^元/.test(text.trim())) : -1;
  return first >= 0 ? first : chooseNumber(options, year);
}

const LETTER: Readonly<Record<Era, string>> = {
  meiji: 'm',
  taisho: 't',
  showa: 's',
  heisei: 'h',
  reiwa: 'r',
};

/** 西暦 where it is offered and the year has room for four digits, else the era. */
export function chooseEra(
  options: readonly OptionEvidence[],
  era: EraDate | undefined,
  fourDigits: boolean,
): { index: number; byEra: boolean } {
  const western = options.findIndex(({ text }) => /西暦/.test(text));
  if (western >= 0 && fourDigits) return { index: western, byEra: false };
  if (!era) return { index: western, byEra: false };
  const name = eraKanji(era.era);
  const index = options.findIndex(
    ({ text, value }) =>
      fold(text).includes(name) ||
      [text, value].some((one) => [LETTER[era.era], name.charAt(0)].includes(fold(one))),
  );
  return { index, byEra: true };
}

/** A municipality or town among options, whatever else the option says. */
export function choosePlace(options: readonly OptionEvidence[], place: string): number {
  const bare = place.replace(/^.{1,5}郡/, '');
  const same = (wanted: string): number =>
    options.findIndex(({ text, value }) => fold(text) === fold(wanted) || fold(value) === fold(wanted));
  const exact = same(place);
  if (exact >= 0) return exact;
  const short = same(bare);
  return short >= 0 ? short : options.findIndex(({ text }) => text !== '' && fold(text).endsWith(fold(bare)));
}
