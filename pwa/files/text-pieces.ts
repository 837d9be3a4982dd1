/** A stretch of text: as it is, or one character that cannot be seen, by its number. */
export type TextPiece = { readonly text: string } | { readonly hidden: string };

/** Larger files are not shown (and not read for it). */
export const MAX_SHOWN = 64 * 1024;

/** Controls other than tab and line ends: no text file has them. */
// eslint-disable-next-line no-control-regex
const BINARY = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F]/;
/** Reorders, joins or takes no room: what is seen would not be what is signed. */
const HIDDEN = /([\p{Cf}\p{Zl}\p{Zp}\u000B\u000C\u00AD\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0])/u;

/**
 * The whole text of a file, so that it can be read before it is signed (services.md 1.5, R7). Characters nobody can
 * see become visible, among them those that turn the direction of writing around.
 * @returns undefined when it is not UTF-8 text, or too long to be shown
 */
export function textPieces(bytes: Uint8Array): readonly TextPiece[] | undefined {
  if (bytes.length > MAX_SHOWN) return undefined;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  if (BINARY.test(text)) return undefined;
  return text
    .split(HIDDEN)
    .map((part, i) => (i % 2 === 1 ? { hidden: numberOf(part) } : { text: part }))
    .filter((piece) => 'hidden' in piece || piece.text !== '');
}

function numberOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
