import fc from 'fast-check';

/** Words of Japanese forms and things that are none: signs, marks, emoji, something long. */
const WORDS =
  'お名前 姓 名 フリガナ セイ 郵便番号 〒 住所 市区町村 番地 建物名 生年月日 年 月 日 性別 男 女 保護者 緊急連絡先 お届け先 会社名 電話番号 ※必須 例：山田 （ ） <b>x</b> &#0; ﷽ 👨‍👩‍👧 昭和 平成 1990 12'.split(
    ' ',
  );

export const anyWord = fc.oneof(
  fc.constantFrom('', ' ', '　', 'a'.repeat(300), ...WORDS),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

const ATTRIBUTES =
  'name id placeholder title class autocomplete maxlength pattern role aria-label aria-labelledby aria-describedby aria-controls for value type size hidden style rowspan colspan readonly contenteditable';
const VALUES =
  'sei zip1 birth_y radio checkbox 7 -1 radiogroup combobox listbox option group x y 99999999 nodeName parentNode firstChild getAttribute opacity:0';
const TAGS =
  'p div span table tr td th dl dt dd label form fieldset legend h2 select option textarea ul button br iframe slot';

const anyAttributes = fc
  .array(
    fc.tuple(
      fc.constantFrom(...ATTRIBUTES.split(' ')),
      fc.oneof(anyWord, fc.constantFrom(...VALUES.split(' '))),
    ),
    { maxLength: 4 },
  )
  .map((pairs) => pairs.map(([name, value]) => `${name}="${value.replaceAll('"', '&quot;')}"`).join(' '));

/** Any body: fields and text in any nesting, well formed or not. */
export const anyHtml = fc.letrec<{ node: string; children: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyWord,
    anyAttributes.map((list) => `<input ${list}>`),
    fc
      .tuple(fc.constantFrom(...TAGS.split(' ')), anyAttributes, tie('children'))
      .map(([tag, list, inner]) => `<${tag} ${list}>${inner}</${tag}>`),
  ),
  children: fc.array(tie('node'), { maxLength: 5 }).map((nodes) => nodes.join('')),
})).children;
