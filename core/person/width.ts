import { composeHalfWidthKana, toHalfWidthKana } from './kana.ts';

/**
 * Full width as Japanese forms mean it (全角): ASCII letters, digits, signs and blanks, and half-width kana with
 * their sound marks joined (`ｶﾞ` → `ガ`).
 */
export function toFullWidth(text: string): string {
  return composeHalfWidthKana(text).replace(/[ -~]/g, (char) =>
    char === ' ' ? '\u3000' : String.fromCharCode(char.charCodeAt(0) + 0xfee0),
  );
}

/** Half width (半角) for letters, digits, signs and blanks; kana stay as they are. */
export function toHalfWidth(text: string): string {
  return text.replace(/[\u3000！-～]/g, (char) =>
    char === '\u3000' ? ' ' : String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
}

/** Half width for everything that has such a form, kana included (`Ａ１がナ` → `A1ｶﾞﾅ`). */
export function toHalfWidthAll(text: string): string {
  return toHalfWidthKana(toHalfWidth(text));
}
