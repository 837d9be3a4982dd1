import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../core/bytes/hex.ts';
import { attrib, chainLimit } from '../../../../core/reader/contactless/attrib.ts';
import { parseAtqb } from '../../../../core/reader/contactless/atqb.ts';
import {
  iBlock,
  parseBlock,
  rAck,
  rNak,
  sDeselect,
  sWtx,
} from '../../../../core/reader/contactless/block.ts';
import {
  extendedWaitingTime,
  frameWaitingTime,
  WAIT_MARGIN,
} from '../../../../core/reader/contactless/waiting-time.ts';
import { crcB } from '../../../../core/virtual/readers/air/crc-b.ts';
import { withoutCrc } from '../../../../core/virtual/readers/air/check.ts';

interface Vectors {
  crcB: { data: string; crc: string }[];
  atqb: { name: string; atqb: string; crcB: string }[];
  nfcpyTestAtqb: { atqb: string; crcB: string };
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../fixtures/reader-traces/iso14443b-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

const atqbOf = (tail: string): ReturnType<typeof parseAtqb> => parseAtqb(fromHex(`5011223344${tail}`));

describe('CRC_B', () => {
  it.each(vectors.crcB)('of $data', ({ data, crc }) => expect(toHex(crcB(fromHex(data)))).toBe(crc));
  it.each([...vectors.atqb, vectors.nfcpyTestAtqb])('of ATQB $atqb', (vector) => {
    expect(toHex(crcB(fromHex(vector.atqb)))).toBe(vector.crcB);
    expect(withoutCrc(fromHex(vector.atqb + vector.crcB))).toEqual(fromHex(vector.atqb));
  });
  it('finds any changed byte of a frame', () => {
    const [data, change] = [
      fc.uint8Array({ minLength: 1, maxLength: 256 }),
      fc.integer({ min: 1, max: 255 }),
    ];
    fc.assert(
      fc.property(data, fc.nat(), change, (bytes, at, by) => {
        const frame = Uint8Array.from([...bytes, ...crcB(bytes)]);
        frame[at % frame.length]! ^= by;
        expect(withoutCrc(frame)).toBeUndefined();
      }),
    );
  });
});

describe('ATQB', () => {
  it('of the cards seen in the field', () => {
    const card = { rates: [212, 424], fsc: 256, isoDep: true, pupi: fromHex('11223344'), protocol: 1 };
    expect(atqbOf('000005E0B381A1')).toEqual({ ...card, fwi: 10 });
    expect(atqbOf('000041E0B381A1')).toEqual({ ...card, fwi: 10 });
    expect(atqbOf('004B51FFB381D1')).toEqual({ ...card, fwi: 13 });
    expect(atqbOf('004B51FF0081D1')).toEqual({ ...card, fwi: 13, rates: [] });
    expect(atqbOf('000014E0B38191')).toEqual({ ...card, fwi: 9 });
    expect(atqbOf('000000009181C1')).toEqual({ ...card, fwi: 12, rates: [212] });
    expect(parseAtqb(fromHex(vectors.nfcpyTestAtqb.atqb))).toMatchObject({
      rates: [],
      fsc: 256,
      isoDep: true,
      fwi: 8,
    });
  });

  it.each([
    ['extended, with SFGI', '000005E0B381A140', { fwi: 10 }],
    ['848 both ways only', '00000000440141', { rates: [] }],
    ['faster in one direction only', '00000000330131', { rates: [212, 424] }],
    ['424 to the reader, 212 to the card', '00000000210121', { rates: [] }],
    ['reserved bit among the rates', '00000000FF01A1', { rates: [] }],
    ['frames of 16 bytes', '000000000001A1', { fsc: 16 }],
    ['frames of 128 bytes', '000000000071A1', { fsc: 128 }],
    ['frames of 4096 bytes, of which we send 256', '0000000000C1A1', { fsc: 256 }],
    ['reserved frame size', '0000000000F1A1', { fsc: 256 }],
    ['not ISO 14443-4', '000000000080A1', { isoDep: false }],
    ['reserved protocol bit', '000000000089A1', { isoDep: false }],
    ['minimum TR2', '000000000087A1', { isoDep: true, protocol: 7 }],
  ])('%s', (_, tail, expected) => expect(atqbOf(tail)).toMatchObject(expected));

  it('is nothing for anything else', () => {
    expect(parseAtqb(new Uint8Array())).toBeUndefined();
    expect(parseAtqb(fromHex('5011223344000005E0B381'))).toBeUndefined();
    expect(parseAtqb(fromHex('5111223344000005E0B381A1'))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const atqb = parseAtqb(bytes);
        if (bytes[0] !== 0x50 || bytes.length < 12) expect(atqb).toBeUndefined();
        else expect(atqb).toMatchObject({ pupi: bytes.slice(1, 5) });
      }),
    );
  });
});

describe('ATTRIB', () => {
  const atqb = atqbOf('000005E0B381A1')!;
  it('says frame size, rate and protocol', () => {
    expect(toHex(attrib(atqb, 106))).toBe('1D1122334400080100');
    expect(toHex(attrib(atqb, 212))).toBe('1D1122334400580100');
    expect(toHex(attrib(atqb, 424))).toBe('1D1122334400A80100');
    expect(toHex(attrib({ ...atqb, protocol: 5 }, 106))).toBe('1D1122334400080500');
  });
  it('is answered by CID 0 and a limit of chains', () => {
    expect(chainLimit(fromHex('00'), 256)).toBe(Infinity);
    expect(chainLimit(fromHex('10'), 256)).toBe(253);
    expect(chainLimit(fromHex('30'), 64)).toBe(4 * 61);
    expect(chainLimit(fromHex('00A1B2'), 256)).toBe(Infinity); // with a higher layer's answer
    expect(chainLimit(fromHex('01'), 256)).toBeUndefined();
    expect(chainLimit(new Uint8Array(), 256)).toBeUndefined();
  });
});

describe('waiting time', () => {
  it.each([
    [4, 4.83],
    [8, 77.3],
    [9, 154.7],
    [10, 309.3],
    [11, 618.6],
    [12, 1237],
    [13, 2474.5],
    [14, 4949],
    [15, 4.83],
  ])('FWI %i is %f ms', (fwi, ms) => {
    expect(Math.abs(frameWaitingTime(fwi) - ms) / ms).toBeLessThan(0.001);
  });
  it('is multiplied by S(WTX) up to that of FWI 14', () => {
    expect(extendedWaitingTime(frameWaitingTime(4), 59)).toBeCloseTo(frameWaitingTime(4) * 59);
    expect(extendedWaitingTime(frameWaitingTime(13), 59)).toBe(frameWaitingTime(14));
    expect(WAIT_MARGIN).toBeCloseTo(3.62, 2);
  });
});

describe('blocks', () => {
  it('are built as ISO 14443-4 has them', () => {
    expect([iBlock(0, fromHex('9000'), false), iBlock(1, fromHex('01'), true)].map(toHex)).toEqual([
      '029000',
      '1301',
    ]);
    expect([rAck(0), rAck(1), rNak(0), rNak(1), sWtx(59), sDeselect()].map(toHex)).toEqual([
      'A2',
      'A3',
      'B2',
      'B3',
      'F23B',
      'C2',
    ]);
  });
  it.each([
    ['02', { kind: 'I', number: 0, chained: false, inf: new Uint8Array() }],
    ['03 9000', { kind: 'I', number: 1, chained: false, inf: fromHex('9000') }],
    ['12 30', { kind: 'I', number: 0, chained: true, inf: fromHex('30') }],
    ['A2', { kind: 'ACK', number: 0 }],
    ['A3', { kind: 'ACK', number: 1 }],
    ['C2', { kind: 'DESELECT' }],
    ['F2 01', { kind: 'WTX', wtxm: 1 }],
    ['F2 FB', { kind: 'WTX', wtxm: 59 }],
    ['F2 00', undefined],
    ['F2 3C', undefined],
    ['F2', undefined],
    ['F2 01 00', undefined],
    ['12', undefined],
    ['0A 00 9000', undefined],
    ['06 00 9000', undefined],
    ['22', undefined],
    ['42', undefined],
    ['00', undefined],
    ['B2', undefined],
    ['A2 00', undefined],
    ['AA 00', undefined],
    ['C2 00', undefined],
    ['F0', undefined],
    ['', undefined],
  ])('%s', (hex, expected) => expect(parseBlock(fromHex(hex))).toEqual(expected));
  it('are built and read alike, and nothing else is read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
        const block = parseBlock(bytes);
        if (block === undefined) return;
        const built = {
          I: () => block.kind === 'I' && iBlock(block.number, block.inf, block.chained),
          ACK: () => block.kind === 'ACK' && rAck(block.number),
          DESELECT: () => sDeselect(),
          WTX: () => block.kind === 'WTX' && sWtx(bytes[1]!),
        }[block.kind]();
        expect(built).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });
});
