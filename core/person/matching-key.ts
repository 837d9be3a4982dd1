import { unifyDashes } from './dashes.ts';
import { toKatakana } from './kana.ts';
import { commonForm } from './variants.ts';

/** Variation selectors, IVS included, and marks without width. */
const INVISIBLE = /\p{Variation_Selector}|[\u2060\ufeff]|[\u200b-\u200d]/gu;

/**
 * A key for comparing names, kana or addresses, never for display, filling or signing (services.md 6.2): NFKC, variation
 * selectors dropped, kanji in their common form, dashes unified, blanks dropped, kana as full-width katakana, Latin
 * letters in capitals. Equal keys are a reason to take two texts for the same, not a proof.
 */
export function matchingKey(text: string): string {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '');
  return toKatakana(unifyDashes(Array.from(plain, commonForm).join('')))
    .replace(/\s+/gu, '')
    .toUpperCase();
}

/** Whether two texts say the same by {@link matchingKey}. */
export function sameText(one: string, other: string): boolean {
  return matchingKey(one) === matchingKey(other);
}
