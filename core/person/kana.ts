/** Half-width forms: full-width katakana or sign → half-width letters. Built from Unicode's own compatibility forms. */
const HALF = new Map<string, string>();
const VOICED = '\uff9e';
const SEMI_VOICED = '\uff9f';
for (let code = 0xff61; code <= 0xff9d; code++) {
  const half = String.fromCharCode(code);
  HALF.set(half.normalize('NFKC'), half);
  for (const mark of [VOICED, SEMI_VOICED]) {
    const full = (half + mark).normalize('NFKC');
    if (full.length === 1) HALF.set(full, half + mark);
  }
}
// No half-width form of their own: banks write the modern sound instead.
for (const [full, half] of ['ヰｲ', 'ヱｴ', 'ヮﾜ', 'ヵｶ', 'ヶｹ', `゛${VOICED}`, `゜${SEMI_VOICED}`].map(
  (pair) => [pair.charAt(0), pair.charAt(1)] as const,
)) {
  HALF.set(full, half);
}

/** Half-width kana and their marks become full-width, joined where a joined letter exists; all else stays. */
export function composeHalfWidthKana(text: string): string {
  return text.replace(/[\uff61-\uff9f]+/g, (run) =>
    run.normalize('NFKC').replaceAll('\u3099', '゛').replaceAll('\u309a', '゜'),
  );
}

function shift(text: string, range: RegExp, by: number): string {
  return text.replace(range, (char) => String.fromCharCode(char.charCodeAt(0) + by));
}

/** Hiragana and half-width kana become full-width katakana; all else stays. */
export function toKatakana(text: string): string {
  return shift(composeHalfWidthKana(text), /[ぁ-ゖゝゞ]/g, 0x60);
}

/** Katakana of either width become hiragana where hiragana has the letter (ヷ and ー stay); all else stays. */
export function toHiragana(text: string): string {
  return shift(composeHalfWidthKana(text), /[ァ-ヶヽヾ]/g, -0x60);
}

/** Kana of every kind become half-width katakana, one letter and its mark each (`が` → `ｶﾞ`); all else stays. */
export function toHalfWidthKana(text: string): string {
  return Array.from(toKatakana(text.normalize('NFC')), (char) => HALF.get(char) ?? char).join('');
}

/** Only kana of any width, long marks, middle dots and blanks: what a furigana box can hold. */
export function isKana(text: string): boolean {
  return /^(?:\p{Script=Hiragana}|\p{Script=Katakana}|[ー・゛゜･ｰﾞﾟ\s])+$/u.test(text.normalize('NFC'));
}
