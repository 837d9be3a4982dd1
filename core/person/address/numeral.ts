const DIGITS = '〇一二三四五六七八九';
const UNITS = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
  ['万', 10_000],
]);
const OTHER_FORMS = new Map([
  ['零', '〇'],
  ['壱', '一'],
  ['弐', '二'],
  ['参', '三'],
  ['拾', '十'],
]);

/** The plain form of a kanji numeral; undefined for any other letter. */
export function kanjiDigit(letter: string): string | undefined {
  const plain = OTHER_FORMS.get(letter) ?? letter;
  return DIGITS.includes(plain) || UNITS.has(plain) ? plain : undefined;
}

/**
 * The value of a run of plain kanji numerals: positional (`一〇二` 102) or with units (`二十四` 24, `千二百` 1200), below
 * a hundred million. Undefined where the run is no well-formed number (`十百`, `三三百`).
 */
export function kanjiValue(run: string): number | undefined {
  if (/^[〇一二三四五六七八九]+$/u.test(run)) {
    return run.length > 8 ? undefined : Number(Array.from(run, (digit) => DIGITS.indexOf(digit)).join(''));
  }
  const match = /^(?:([^万]+)?万)?([^万]*)$/u.exec(run);
  if (match === null) return undefined;
  const [, high, low = ''] = match;
  const upper = run.includes('万') ? (high === undefined ? 1 : thousands(high)) : 0;
  const lower = low === '' ? 0 : thousands(low);
  return upper === undefined || lower === undefined ? undefined : upper * 10_000 + lower;
}

/** Below 10,000: each unit at most once, falling, one digit before each. */
function thousands(run: string): number | undefined {
  const match = /^(?:(.?)千)?(?:(.?)百)?(?:(.?)十)?(.?)$/u.exec(run);
  if (match === null) return undefined;
  const parts = [1000, 100, 10].map((unit, index) => {
    const digit = match[index + 1];
    if (digit === undefined) return 0;
    return digit === '' ? unit : digitValue(digit) * unit;
  });
  const value = parts.reduce((sum, part) => sum + part, digitValue(match[4] ?? ''));
  return Number.isNaN(value) ? undefined : value;
}

function digitValue(digit: string): number {
  if (digit === '') return 0;
  const value = DIGITS.indexOf(digit);
  return value < 0 ? Number.NaN : value;
}
