import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../core/bytes/hex.ts';
import { readTlv, readTlvHeader, readTlvs } from '../../../core/bytes/tlv.ts';
import { KazasuError } from '../../../core/error/kazasu-error.ts';

const malformed: unknown = expect.objectContaining({ code: 'bytes.malformed' });

describe('readTlv', () => {
  it.each([
    ['30 03 010203', 0x30, 3, 2],
    ['DF21 01 FF', 0xdf21, 1, 3],
    ['FF20 81 02 AABB', 0xff20, 2, 4],
    ['FF40 82 0001 AA', 0xff40, 1, 5], // non-minimal, as the card writes it
    ['FF40 83 000001 AA', 0xff40, 1, 6],
    ['DF8101 00', 0xdf8101, 0, 4],
  ])('reads %s', (hex, tag, length, valueStart) => {
    const bytes = fromHex(hex);
    expect(readTlv(bytes)).toEqual({
      tag,
      value: bytes.subarray(valueStart),
      start: 0,
      valueStart,
      end: valueStart + length,
    });
    expect(readTlvHeader(bytes)).toEqual({ tag, headerLength: valueStart, length });
  });
  it('reads a header whose value is cut off: 82 00 9F is 159', () => {
    expect(readTlvHeader(fromHex('FF40 82009F DF'))).toEqual({ tag: 0xff40, headerLength: 5, length: 0x9f });
  });
  it('reads at an offset', () => {
    expect(readTlv(fromHex('0000 5A01AA'), 2)).toMatchObject({ tag: 0x5a, start: 2, valueStart: 4, end: 5 });
  });
  it.each([
    '',
    '30',
    'DF',
    'DF21',
    '30 80',
    '30 84 00000001 AA',
    '30 02 AA',
    '30 82 00',
    'DF808080 01 AA',
    'FF20 82 0002 AA',
  ])('refuses %s', (hex) => expect(() => readTlv(fromHex(hex))).toThrow(malformed));
  it('names the place of the fault', () => {
    expect(() => readTlv(fromHex('5A01AA 30'), 3)).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ offset: 3 }) as unknown }),
    );
  });
});

describe('readTlvs', () => {
  it('stops at filler and keeps order and repetition', () => {
    const tags = (hex: string): number[] => readTlvs(fromHex(hex)).map(({ tag }) => tag);
    expect(tags('5A0101 5B00 5A0102')).toEqual([0x5a, 0x5b, 0x5a]);
    expect(tags('5A0101 FFFF')).toEqual([0x5a]);
    expect(tags('5A0101 FF')).toEqual([0x5a]);
    expect(tags('5A0101 0000')).toEqual([0x5a]);
    expect(tags('FF2000 FF4000')).toEqual([0xff20, 0xff40]); // FF can begin a tag
    expect(tags('')).toEqual([]);
  });
  it('refuses what is cut off behind a good object', () => {
    expect(() => readTlvs(fromHex('5A0101 5A02AA'))).toThrow(malformed);
  });
  it('is total: a value or a KazasuError, objects in place and within bounds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          let at = 0;
          for (const tlv of readTlvs(bytes)) {
            expect(tlv.start).toBe(at);
            expect(tlv.end).toBeLessThanOrEqual(bytes.length);
            expect(tlv.value.length).toBe(tlv.end - tlv.valueStart);
            at = tlv.end;
          }
        } catch (error) {
          expect(error).toBeInstanceOf(KazasuError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
