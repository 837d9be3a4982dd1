import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../../core/bytes/utf8.ts';
import { MAX_SHOWN, textPieces } from '../../../pwa/files/text-pieces.ts';

const pieces = (text: string) => textPieces(toUtf8(text));

describe('textPieces', () => {
  it('gives ordinary text back as it is', () => {
    const text = '誓約書\r\n\t山では約束を守ります。\n辻󠄀 𠮷野\n';
    expect(pieces(text)).toEqual([{ text }]);
    expect(pieces('')).toEqual([]);
  });

  it('makes visible what cannot be seen, above all what turns the writing around', () => {
    expect(pieces('100\u202E001円')).toEqual([{ text: '100' }, { hidden: 'U+202E' }, { text: '001円' }]);
    expect(pieces('\uFEFFa\u200Bb\u{E0041}')).toEqual([
      { hidden: 'U+FEFF' },
      { text: 'a' },
      { hidden: 'U+200B' },
      { text: 'b' },
      { hidden: 'U+E0041' },
    ]);
    expect(pieces('a\rb\r\nc')).toEqual([{ text: 'a' }, { hidden: 'U+000D' }, { text: 'b\r\nc' }]);
    for (const hidden of [
      '\u00AD',
      '\u2066',
      '\u2069',
      '\u2028',
      '\u3164',
      '\u034F',
      '\u1160',
      '\u180E',
      '\f',
    ])
      expect(pieces(`x${hidden}y`)?.length, hidden.codePointAt(0)?.toString(16)).toBe(3);
  });

  it('shows nothing of what is no text', () => {
    expect(pieces('PK\u0003\u0004')).toBeUndefined();
    expect(pieces('a\u0000b')).toBeUndefined();
    expect(pieces('a\u0085b')).toBeUndefined();
    expect(textPieces(Uint8Array.of(0x93, 0xfa, 0x96, 0x7b))).toBeUndefined(); // Shift_JIS
    expect(textPieces(Uint8Array.of(0xed, 0xa0, 0x80))).toBeUndefined(); // a surrogate
    expect(textPieces(new Uint8Array(MAX_SHOWN + 1).fill(0x61))).toBeUndefined();
    expect(textPieces(new Uint8Array(MAX_SHOWN).fill(0x61))).toHaveLength(1);
  });

  it('loses nothing: the pieces are the text', () => {
    const anything = fc.string({
      unit: fc.constantFrom('a', '字', '\n', '\r', '\u200B', '\u202E', '\u{E0100}', '𠮷'),
    });
    fc.assert(
      fc.property(anything, (text) => {
        const whole = (pieces(text) ?? []).map((piece) =>
          'hidden' in piece ? String.fromCodePoint(parseInt(piece.hidden.slice(2), 16)) : piece.text,
        );
        expect(whole.join('')).toBe(text);
      }),
    );
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const found = textPieces(bytes);
        expect(found === undefined || Array.isArray(found)).toBe(true);
      }),
    );
  });
});
