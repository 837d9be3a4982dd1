import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../../core/bytes/base64url.ts';
import { concat } from '../../../core/bytes/concat.ts';
import { equal } from '../../../core/bytes/equal.ts';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { fromUtf8, toUtf8 } from '../../../core/bytes/utf8.ts';
import { wipe } from '../../../core/bytes/wipe.ts';
import { KazasuError } from '../../../core/error/kazasu-error.ts';

const anyBytes = fc.uint8Array({ maxLength: 300 });

describe('hex', () => {
  it('comes back from any bytes', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });
  it('passes over white space and takes lower case', () => {
    expect(fromHex(' 00a4\n04 0C ')).toEqual(Uint8Array.of(0x00, 0xa4, 0x04, 0x0c));
  });
  it.each(['0', '0G', '0x00', '００'])('refuses %s', (text) => {
    expect(() => fromHex(text)).toThrow(expect.objectContaining({ code: 'bytes.malformed' }));
  });
});

describe('base64url', () => {
  it('agrees with Node and comes back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
      }),
    );
  });
  it.each(['A', 'AA==', 'A+', 'A/', 'AB', 'A A'])('refuses %s', (text) => {
    expect(() => fromBase64url(text)).toThrow(expect.objectContaining({ code: 'bytes.malformed' }));
  });
  it('is total', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(toBase64url(fromBase64url(text))).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(KazasuError);
        }
      }),
    );
  });
});

describe('utf8', () => {
  it('keeps surrogate pairs, IVS and a byte order mark', () => {
    for (const text of ['𠮷野　家', '葛\u{E0100}飾', '\u{FEFF}x', ''])
      expect(fromUtf8(toUtf8(text))).toBe(text);
  });
  it.each(['C0AF', 'EDA080', 'F4908080', 'E58F'])('refuses %s', (bytes) => {
    expect(() => fromUtf8(fromHex(bytes))).toThrow(expect.objectContaining({ code: 'bytes.malformed' }));
  });
});

describe('concat, equal, wipe', () => {
  it('joins in order and compares by content', () => {
    const joined = concat(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3));
    expect(joined).toEqual(Uint8Array.of(1, 2, 3));
    expect(equal(joined, Uint8Array.of(1, 2, 3))).toBe(true);
    expect(equal(joined, Uint8Array.of(1, 2, 4))).toBe(false);
    expect(equal(joined, Uint8Array.of(1, 2))).toBe(false);
  });
  it('overwrites every array and passes over what is not there', () => {
    const [a, b] = [Uint8Array.of(1, 2), Uint8Array.of(3)];
    wipe(a, undefined, b);
    expect([...a, ...b]).toEqual([0, 0, 0]);
  });
});
