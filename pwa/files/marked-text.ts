/** A stretch of text, marked or not. */
export interface MarkedPiece {
  readonly text: string;
  readonly marked: boolean;
}

/** goes with the character before it: variation selectors */
const ATTACHED = /^[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]$/u;

/** Cuts a text where marks begin and end. `positions`: 0-based, by character (code point). */
export function markedText(text: string, positions: readonly number[]): readonly MarkedPiece[] {
  const pieces: { text: string; marked: boolean }[] = [];
  for (const [i, character] of Array.from(text).entries()) {
    const marked = positions.includes(i);
    const last = pieces.at(-1);
    if (last && (last.marked === marked || ATTACHED.test(character))) last.text += character;
    else pieces.push({ text: character, marked });
  }
  return pieces;
}
