export const MARKS =
  /必須項目|入力必須|必須入力|必須|任意|required|optional|入力項目|\*|※|●|○|■|□|◆|◇|★|☆|▼|▶|▲|✓|✔|•/g;

/**
 * A label as the lexicon reads it: NFKC (half-width kana and full-width letters fold), lower case, marks of "required"
 * taken off, no blanks beside Japanese letters.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‐‑‒–—―−ｰ]/g, '-')
    .replace(MARKS, ' ')
    .replace(/\[\s*\]|\(\s*\)|【\s*】|<\s*>|「\s*」|\{\s*\}/g, ' ')
    .replace(/^(q|問|設問|質問)\s*\d*\s*[.:・、)-]?\s*/, '')
    .replace(
      /(を|は|について)?(ご|お)?(教えて|聞かせ|記入|入力|選択|選び|選んで|記載|書き|知らせ)(して|て)?(ください|下さい)(ませ)?[。.]?$|(は|が)?(いつ|どこ|何|なん|どちら|どなた)?(ですか|でしょうか)[?？]?$|は[?？]$/,
      '',
    )
    .replace(/\s+/g, ' ')
    .replace(/(?<=[^\x20-\x7e]) | (?=[^\x20-\x7e])/g, '')
    .replace(/^[\s:;・,、.。|/>-]+|[\s:;・,、.。|/<-]+$/g, '')
    .trim();
}

/** 番地（例：1-2-3）→ 番地 */
export function withoutSample(text: string): string {
  const at = text.search(
    /[（(【［[]?\s*(?:入力例|記入例|記載例|例えば|例|\bex\b|e\.g\b)\s*[)）:：.。、】」\]]/i,
  );
  return at >= 0 ? text.slice(0, at) : text;
}

const OPEN = '([{【「『〔<《〈≪';
const CLOSE = ')]}】」』〕>》〉≫';

/** What stands outside of brackets, and what stands inside of each. */
export function brackets(text: string): { outside: string; inside: string[] } {
  let outside = '';
  const inside: string[] = [];
  let depth = 0;
  for (const letter of text) {
    if (OPEN.includes(letter)) {
      if (depth++ === 0) inside.push('');
    } else if (CLOSE.includes(letter) && depth > 0) depth--;
    else if (depth > 0) inside.push((inside.pop() ?? '') + letter);
    else outside += letter;
  }
  return { outside: outside.trim(), inside: inside.filter((part) => part !== '') };
}
