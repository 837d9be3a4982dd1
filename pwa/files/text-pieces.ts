import { fromUtf8 } from '../../core/bytes/utf8.ts';

/** A stretch of text as it is, or one character that cannot be seen, by its number (`U+200B`). */
export type TextPiece = { readonly text: string } | { readonly hidden: string };

/** bytes; longer files are not shown, and not read for it */
export const MAX_SHOWN = 64 * 1024;

/** no text file has controls other than tab, line ends, and the page breaks of old printers */
const BINARY = /(?![\t\n\v\f\r])\p{Cc}/u;
/** reorders, joins, takes no room, or hides what stands before it: not seen, but signed */
const HIDDEN = /([\p{Cf}\p{Zl}\p{Zp}\v\f\u115F\u2800\u3164\uFFA0]|\u034F|\u1160|\u17B4|\u17B5|\r(?!\n))/u;

/**
 * The whole text of a file, to be read before it is signed (services.md 1.5, R7). Characters nobody can see become
 * visible, among them those that turn the direction of writing around.
 * @returns undefined when it is no UTF-8 text, or too long
 */
export function textPieces(bytes: Uint8Array): readonly TextPiece[] | undefined {
  if (bytes.length > MAX_SHOWN) return undefined;
  const text = decoded(bytes);
  if (text === undefined || BINARY.test(text)) return undefined;
  return text
    .split(HIDDEN)
    .map((part, i) => (i % 2 === 1 ? { hidden: numberOf(part) } : { text: part }))
    .filter((piece) => 'hidden' in piece || piece.text !== '');
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return fromUtf8(bytes);
  } catch {
    return undefined;
  }
}

function numberOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
