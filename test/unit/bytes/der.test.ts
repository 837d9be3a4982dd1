import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerCursor } from '../../../core/bytes/der-cursor.ts';
import {
  algorithm,
  encode,
  header,
  octetString,
  oid,
  sequence,
  setOf,
  smallInteger,
} from '../../../core/bytes/der-encode.ts';
import { readOid } from '../../../core/bytes/der-oid.ts';
import { compareDer, readDer, TAG, type DerElement } from '../../../core/bytes/der.ts';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { KazasuError } from '../../../core/error/kazasu-error.ts';

const read = (hex: string): DerElement => readDer(fromHex(hex));
const hexOf = (bytes: Uint8Array): string => toHex(bytes);

function offsetOf(hex: string): number | undefined {
  try {
    read(hex);
  } catch (error) {
    if (error instanceof KazasuError && error.code === 'bytes.malformed' && error.detail.what === 'der')
      return error.detail.offset;
    throw error;
  }
  throw new Error(`accepted: ${hex}`);
}

describe('readDer', () => {
  it.each([
    ['an empty sequence', '3000'],
    ['a nested sequence', '30 05 30 03 02 01 00'],
    ['the longest short length', `04 7F ${'00'.repeat(0x7f)}`],
    ['the shortest long length', `04 81 80 ${'00'.repeat(0x80)}`],
    ['a two-octet length', `04 82 01 00 ${'00'.repeat(0x100)}`],
    ['true', '0101FF'],
    ['false', '010100'],
    ['zero', '020100'],
    ['-1', '0201FF'],
    ['128', '02020080'],
    ['-129', '0202FF7F'],
    ['an empty bit string', '030100'],
    ['a bit string of three bits', '030205A0'],
    ['a bit string of eight bits', '030200FF'],
    ['null', '0500'],
    ['an object identifier', '06032A8648'],
    ['an object identifier with a zero arc inside', '0604 2A 00 86 48'],
    ['an object identifier with 80 inside an arc', '0605 2A 81 80 80 00'],
    ['an object identifier of 128 octets', `06 81 80 ${'01'.repeat(128)}`],
    ['a set in order', '31 06 02 01 01 02 01 02'],
    ['a set with the same element twice', '31 06 02 01 01 02 01 01'],
    ['a context tag', '8001 00'],
    ['a constructed context tag', 'A003 020100'],
    ['an application tag', '4001 00'],
    ['universal type 1E, primitive', '1E020041'],
  ])('takes %s', (_, hex) => {
    expect(hexOf(read(hex).der)).toBe(hex.replaceAll(' ', ''));
  });

  it.each([
    ['nothing', '', 0],
    ['a tag alone', '30', 0],
    ['a missing length octet', '3081', 1],
    ['content cut short', '0402 00', 1],
    ['content one byte over', '3003 0201', 1],
    ['a byte left over', '0500 00', 2],
    ['indefinite length', '3080 0000', 1],
    ['a long form that fits the short one', `04817F${'00'.repeat(0x7f)}`, 1],
    ['a leading zero in the length', '0482 0080'.concat('00'.repeat(0x80)), 1],
    ['a leading zero in a three-octet length', '0483 000100'.concat('00'.repeat(0x100)), 1],
    ['a length of five octets', '0485 0100000000', 1],
    ['the reserved length', '04FF', 1],
    ['a length beyond the input', '0484FFFFFFFF', 1],
    ['a tag of two octets', '1F1F00', 0],
    ['a context tag of two octets', 'BF8100', 0],
    ['tag zero', '0000', 0],
    ['tag zero, constructed', '2000', 0],
    ['a primitive sequence', '1000', 0],
    ['a primitive set', '1100', 0],
    ['a constructed octet string', '2402 0400', 0],
    ['a constructed integer', '2202 0500', 0],
    ['a boolean of two octets', '0102FFFF', 0],
    ['a boolean of no octet', '0100', 0],
    ['a boolean of another value', '010101', 0],
    ['an integer of no octet', '0200', 0],
    ['an integer padded with 00', '0202007F', 0],
    ['an integer padded with FF', '0202FF80', 0],
    ['a bit string of no octet', '0300', 0],
    ['a bit string with eight unused bits', '03020800', 0],
    ['a bit string with a set unused bit', '030205A1', 0],
    ['an empty bit string with unused bits', '030101', 0],
    ['a null with content', '050100', 0],
    ['an empty object identifier', '0600', 0],
    ['an object identifier cut inside an arc', '06022A86', 0],
    ['an object identifier cut after 80', '06032A8180', 0],
    ['an object identifier with a padded arc', '06032A8001', 0],
    ['an object identifier that starts with padding', '06028001', 0],
    ['an object identifier of 129 octets', `06 81 81 ${'01'.repeat(129)}`, 0],
    ['a set out of order', '3106 020102 020101', 0],
    ['a set with the longer element first', '3107 0202 0100 0201 01', 0],
    ['a fault two levels down', '3004 3002 0100', 4],
    ['an element that overruns its parent', '3004 3003 0101 FF', 3],
    ['an element whose length stands outside its parent', '3004 3001 0500', 5],
    ['a length of 127 octets', `04FF${'01'.repeat(127)}`, 1],
    ['children that end inside a header', '3003 0500 02', 4],
  ])('refuses %s', (_, hex, offset) => {
    expect(offsetOf(hex)).toBe(offset);
  });

  it('gives children, content and the whole element', () => {
    const element = read('3007 0201 2A 0402 0102');
    expect(element.tag).toBe(TAG.sequence);
    expect(element.children.map(({ tag }) => tag)).toEqual([TAG.integer, TAG.octetString]);
    expect(element.children.map(({ content }) => hexOf(content))).toEqual(['2A', '0102']);
    expect(element.children.map(({ der }) => hexOf(der))).toEqual(['02012A', '04020102']);
    expect(hexOf(element.content)).toBe('02012A04020102');
    expect(read('04023000').children).toEqual([]);
  });

  it('stops at 25 levels', () => {
    const nested = (levels: number): Uint8Array => {
      let bytes: Uint8Array = Uint8Array.of(0x30, 0);
      for (let i = 1; i < levels; i++) bytes = sequence(bytes);
      return bytes;
    };
    expect(readDer(nested(25)).tag).toBe(TAG.sequence);
    expect(() => readDer(nested(26))).toThrow(KazasuError);
  });

  it('stops at 20,000 elements', () => {
    const nulls = (count: number): Uint8Array =>
      encode(TAG.sequence, ...Array<Uint8Array>(count).fill(fromHex('0500')));
    expect(readDer(nulls(19_999)).children.length).toBe(19_999);
    expect(() => readDer(nulls(20_000))).toThrow(KazasuError);
  });

  it('reads views that start inside a buffer', () => {
    const buffer = fromHex('FFFF0201050FFF');
    expect(hexOf(readDer(buffer.subarray(2, 5)).content)).toBe('05');
  });

  it('reads back whatever is encoded', () => {
    const { tree } = fc.letrec<{ tree: Uint8Array; leaf: Uint8Array }>((tie) => ({
      leaf: fc.uint8Array({ maxLength: 300 }).map((content) => octetString(content)),
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        tie('leaf'),
        fc.array(tie('tree'), { maxLength: 4 }).map((parts) => sequence(...parts)),
        fc.array(tie('tree'), { maxLength: 4 }).map((parts) => setOf(...parts)),
      ),
    }));
    fc.assert(
      fc.property(tree, (bytes) => {
        const again = (element: DerElement): Uint8Array =>
          element.tag === TAG.octetString
            ? octetString(element.content)
            : encode(element.tag, ...element.children.map(again));
        expect(hexOf(again(readDer(bytes)))).toBe(hexOf(bytes));
      }),
      { numRuns: 60 },
    );
  });

  it('gives a value or bytes.malformed for any bytes', () => {
    const nearDer = fc
      .tuple(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(0x30, 0x31, 0x04, 0xa0))
      .map(([content, tag]) => encode(tag, content));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), nearDer), (bytes) => {
        try {
          expect(hexOf(readDer(bytes).der)).toBe(hexOf(bytes));
        } catch (error) {
          expect(error).toMatchObject({ name: 'KazasuError', code: 'bytes.malformed' });
        }
      }),
    );
  });
});

describe('DerCursor', () => {
  const element = read('3006 020101 020102');

  it('walks the children in order', () => {
    const cursor = new DerCursor(element);
    expect(hexOf(cursor.take(TAG.integer).content)).toBe('01');
    expect(cursor.optional(TAG.boolean)).toBeUndefined();
    expect(hexOf(cursor.optional(TAG.integer)?.content ?? new Uint8Array())).toBe('02');
    expect(cursor.next).toBeUndefined();
    expect(cursor.optional(TAG.integer)).toBeUndefined();
    expect(() => cursor.end()).not.toThrow();
  });

  it('refuses another tag, an end too early and an element left over', () => {
    expect(() => new DerCursor(element, TAG.set)).toThrow('bytes.malformed');
    const cursor = new DerCursor(element);
    expect(() => cursor.take(TAG.null)).toThrow('bytes.malformed');
    cursor.take();
    expect(() => cursor.end()).toThrow('bytes.malformed');
    cursor.take();
    expect(() => cursor.take()).toThrow('bytes.malformed');
  });
});

describe('object identifiers', () => {
  it.each([
    ['0.0', '060100'],
    ['0.39', '060127'],
    ['1.0', '060128'],
    ['1.39', '06014F'],
    ['2.0', '060150'],
    ['2.5.29.15', '0603551D0F'],
    ['2.999.3', '0603883703'],
    ['1.2.840.113549.1.7.2', '06092A864886F70D010702'],
    ['1.2.392.200149.8.5.5.1', '060A2A830 88C9B5508050501'],
    ['2.16.840.1.101.3.4.2.1', '0609608648016503040201'],
    ['1.2.128.16384', '06062A8100818000'],
  ])('%s is written and read', (dotted, hex) => {
    expect(hexOf(oid(dotted))).toBe(hex.replaceAll(' ', ''));
    expect(readOid(read(hex))).toBe(dotted);
  });

  it('holds arcs of 128 bits', () => {
    const hex = `061469 83${'FF'.repeat(17)}7F`;
    expect(readOid(read(hex))).toBe(`2.25.${2n ** 128n - 1n}`);
  });

  it('are read from no other type', () => {
    expect(() => readOid(read('02012A'))).toThrow('bytes.malformed');
  });
});

describe('encoding', () => {
  it.each([
    [0, '0400'],
    [0x7f, '047F'],
    [0x80, '048180'],
    [0xff, '0481FF'],
    [0x100, '04820100'],
    [0xffff, '0482FFFF'],
    [0x10000, '0483010000'],
    [0xffffffff, '0484FFFFFFFF'],
  ])('writes a length of %i in the fewest octets', (length, hex) => {
    expect(hexOf(header(TAG.octetString, length))).toBe(hex);
  });

  it('orders a set', () => {
    const parts = ['020102', '0201FF', '0202FF7F', '020101', '0500'].map((hex) => fromHex(hex));
    expect(hexOf(setOf(...parts))).toBe('310F 020101 020102 0201FF 0202FF7F 0500'.replaceAll(' ', ''));
  });

  it('writes algorithm identifiers with and without NULL', () => {
    expect(hexOf(algorithm('2.16.840.1.101.3.4.2.1', 'null'))).toBe('300D06096086480165030402010500');
    expect(hexOf(algorithm('2.16.840.1.101.3.4.2.1', 'absent'))).toBe('300B0609608648016503040201');
    expect(hexOf(smallInteger(3))).toBe('020103');
  });

  it('compares as X.690 11.6 asks', () => {
    expect(compareDer(fromHex('01'), fromHex('02'))).toBeLessThan(0);
    expect(compareDer(fromHex('FF'), fromHex('0200'))).toBeGreaterThan(0);
    expect(compareDer(fromHex('01'), fromHex('0100'))).toBeLessThan(0);
    expect(compareDer(fromHex('0100'), fromHex('01'))).toBeGreaterThan(0);
    expect(compareDer(fromHex('0100'), fromHex('0100'))).toBe(0);
  });
});
