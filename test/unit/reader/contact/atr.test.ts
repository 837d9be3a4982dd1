import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../core/bytes/hex.ts';
import { parseAtr } from '../../../../core/reader/contact/atr.ts';
import { acceptedRates, bitRate, ppsRequest } from '../../../../core/reader/contact/pps.ts';
import { contactlessAtr } from '../../../../core/virtual/readers/readers.ts';

const url = new URL('../../../fixtures/reader-traces/iso14443b-vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(url, 'utf8')) as { atr: { atr: string }[] };

describe('an answer to reset', () => {
  it.each([
    // the three of My Number Cards by their contacts (readers.md 5.2)
    ['3BE000FF8131FE4514', { protocols: [1], guardTime: 0xff, ifsc: 254, waiting: 0x45, check: 'lrc' }],
    ['3BC5FF8131FB458073C6010000', { protocols: [1], guardTime: 0xff, ifsc: 251, waiting: 0x45 }],
    [
      '3BDA13FF8131FB468012392F31C173C601C03B',
      { protocols: [1], rates: 0x13, guardTime: 0xff, ifsc: 251, waiting: 0x46, specific: false },
    ],
    ['3B888001000005E0B381A1007F', { protocols: [0, 1], ifsc: 32, waiting: 0x4d, guardTime: 0 }],
    ['3B808171FE4501CA', { protocols: [1], ifsc: 254, check: 'crc' }],
    ['3B00', { protocols: [0] }],
    ['3F00', { protocols: [0] }],
    ['3B024142', { protocols: [0], historical: fromHex('4142') }],
    ['', undefined],
    ['3B', undefined],
    ['3C00', undefined],
    ['3BE000FF8131FE4515', undefined], // check byte
    ['3BE000FF8131FE45', undefined], // no check byte
    ['3BE000FF81', undefined], // ends in the middle
    ['3B05414243', undefined], // historical bytes missing
  ])('%s', (hex, expected) => {
    if (expected === undefined) expect(parseAtr(fromHex(hex))).toBeUndefined();
    else expect(parseAtr(fromHex(hex))).toMatchObject(expected);
  });

  it('is read in all vectors, and so is what a contactless reader makes of any ATQB', () => {
    expect(vectors.atr.length).toBeGreaterThan(5);
    for (const { atr } of vectors.atr) expect(parseAtr(fromHex(atr)), atr).toBeDefined();
    expect(contactlessAtr()).toBe('3B888001000005E0B381A1007F');
    expect(contactlessAtr('004B51FF', 'B381D1')).toBe('3B888001004B51FFB381D1000F');
  });

  it('is never longer than it says, and never makes the parser fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(0x3b, 0x3f), (bytes, ts) => {
        const atr = parseAtr(Uint8Array.of(ts, ...bytes));
        if (!atr) return;
        expect(atr.historical.length).toBe((bytes[0] ?? 0) & 0x0f);
        expect(atr.ifsc).toBeGreaterThan(0);
        expect(atr.ifsc).toBeLessThan(255);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('PPS', () => {
  it('asks for T=1 and a rate, and takes what the card agrees to', () => {
    const request = ppsRequest(1, 0x13);
    expect(request).toEqual(fromHex('FF1113FD'));
    expect(acceptedRates(request, 1, 0x13)).toBe(0x13);
    expect(acceptedRates(fromHex('FF01FE'), 1, 0x13)).toBe(0x11);
    for (const hex of ['FF1113FC', 'FF1112FC', 'FF00FF', '001113', 'FF1013FC', '', 'FF111311FC'])
      expect(acceptedRates(fromHex(hex), 1, 0x13)).toBeUndefined();
  });
  it('knows the rates of ISO/IEC 7816-3', () => {
    expect(bitRate(0x11, 4000)).toBeCloseTo(10752.7, 1);
    expect(bitRate(0x13, 4000)).toBeCloseTo(43010.8, 1);
    expect(bitRate(0x96, 5000)).toBeCloseTo(312500, 0);
    expect(bitRate(0x10, 4000)).toBeUndefined();
    expect(bitRate(0x71, 4000)).toBeUndefined();
  });
});
