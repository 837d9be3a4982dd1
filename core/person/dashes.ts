/**
 * Every sign met as a dash between numbers: hyphens, dashes, minus signs, box lines, the kana long mark (whole and half
 * width). NFKC does not unify them (services.md 6.2).
 */
export const DASHES =
  '\\-\u00ad\u02d7\u058a\u2010-\u2015\u2043\u207b\u208b\u2212\u2500\u2501\u2796\u30fc\ufe58\ufe63\uff0d\uff70';

const LONG_MARKS = /(?<=[\u3041-\u30ff\uff66-\uff9f])[\u30fc\uff70]/u;
const ANY_DASH = new RegExp(`[${DASHES}]`, 'gu');

/** Every dash becomes `-`, save a long mark after kana, which is a letter (センター). One UTF-16 unit for one. */
export function unifyDashes(text: string): string {
  return text.replace(ANY_DASH, (dash, at: number) =>
    LONG_MARKS.test(text.slice(Math.max(0, at - 1), at + 1)) ? dash : '-',
  );
}
