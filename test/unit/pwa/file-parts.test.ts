import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../core/bytes/hex.ts';
import { markedText } from '../../../pwa/files/marked-text.ts';
import { isAttachedName, nameInside, pairFiles } from '../../../pwa/files/pair-files.ts';
import { roundSize } from '../../../pwa/files/size-text.ts';
import { CMS_HEAD, startsLikeCms } from '../../../pwa/files/starts-like-cms.ts';

describe('roundSize', () => {
  it('is left out where the bytes say it all', () => {
    expect(roundSize(0, 'ja')).toBeUndefined();
    expect(roundSize(999, 'ja')).toBeUndefined();
    expect(roundSize(1000, 'ja')).toBe('1 kB');
    expect(roundSize(1_550_000, 'en')).toBe('1.6 MB');
    expect(roundSize(4 * 1024 ** 3, 'ja')).toBe('4.3 GB');
    expect(roundSize(2e15, 'en')).toBe('2,000 TB');
  });
});

describe('markedText', () => {
  it('cuts where marks begin and end, by character', () => {
    expect(markedText('渡邊　𠮷子', [1, 3])).toEqual([
      { text: '渡', marked: false },
      { text: '邊', marked: true },
      { text: '　', marked: false },
      { text: '𠮷', marked: true },
      { text: '子', marked: false },
    ]);
  });

  it('keeps a variation selector with its character', () => {
    expect(markedText('辻\u{E0100}本', [0])).toEqual([
      { text: '辻\u{E0100}', marked: true },
      { text: '本', marked: false },
    ]);
  });

  it('loses nothing, whatever the positions', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('字', 'a', '𠮷', '\u{E0100}', '\uFE00', '　') }),
        fc.array(fc.integer({ min: -2, max: 20 })),
        (text, at) => {
          expect(
            markedText(text, at)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });
});

describe('startsLikeCms', () => {
  const oid = '06092A864886F70D010702';

  it('knows a signature by its first bytes, with any length before them', () => {
    for (const header of ['3020', '308120', '30820920', '3083010920', '308400010920', '3080'])
      expect(startsLikeCms(fromHex(header + oid)), header).toBe(true);
    expect(CMS_HEAD).toBe(17);
  });

  it('takes nothing else for one', () => {
    for (const other of ['', '30', '3020', '25504446', `31820920${oid}`, '3082092006092A864886F70D010701'])
      expect(startsLikeCms(fromHex(other)), other).toBe(false);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => !startsLikeCms(bytes)));
  });
});

describe('pairFiles', () => {
  const file = (name: string, startsLikeCms = false) => ({ name, startsLikeCms });
  const names = (files: readonly ReturnType<typeof file>[]) => {
    const { signature, file, extra } = pairFiles(files);
    return [signature?.name, file?.name, extra.map(({ name }) => name)];
  };

  it('does not care which comes first', () => {
    for (const [signature, other] of [
      [file('a.pdf.p7s', true), file('a.pdf')],
      [file('scan.P7S', true), file('contract.pdf')],
      [file('signature.sig', true), file('contract.pdf')],
      // by name, though the bytes are damaged
      [file('a.p7s', false), file('a')],
      // a signature of a signature
      [file('a.p7s.p7s', true), file('a.p7s', true)],
    ] as const) {
      expect(names([signature, other])).toEqual([signature.name, other.name, []]);
      expect(names([other, signature])).toEqual([signature.name, other.name, []]);
    }
  });

  it('takes the file that belongs to the signature, and says what is left over', () => {
    expect(names([file('x'), file('a.p7s'), file('a'), file('b.p7s')])).toEqual([
      'a.p7s',
      'a',
      ['x', 'b.p7s'],
    ]);
    expect(names([file('a.p7m')])).toEqual(['a.p7m', undefined, []]);
    expect(names([file('a')])).toEqual([undefined, 'a', []]);
    expect(names([])).toEqual([undefined, undefined, []]);
  });

  it('names what is inside by the signature', () => {
    expect(nameInside('誓約書.txt.p7m')).toBe('誓約書.txt');
    expect(nameInside('.p7m')).toBe('content');
    expect(nameInside('signature.sig')).toBe('content');
    expect(isAttachedName('a.P7M')).toBe(true);
    expect(isAttachedName('a.p7s')).toBe(false);
  });
});
