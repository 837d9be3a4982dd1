import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardConnection } from '../../../core/apdu/card-connection.ts';
import { encodeCommand, needsExtended, type CommandApdu } from '../../../core/apdu/command.ts';
import { parseResponse } from '../../../core/apdu/response.ts';
import { isBlocked, swText, triesLeft } from '../../../core/apdu/status-word.ts';
import { traced, type TraceEntry } from '../../../core/apdu/trace.ts';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { KazasuError } from '../../../core/error/kazasu-error.ts';

const base = { cla: 0x00, ins: 0xb0, p1: 0x01, p2: 0x02, repeatable: true, name: 'X' } as const;
const encode = (more: Partial<CommandApdu>): string => toHex(encodeCommand({ ...base, ...more }));

describe('encodeCommand', () => {
  it.each<[string, Partial<CommandApdu>, string]>([
    ['case 1', {}, '00B00102'],
    ['case 1, empty data', { data: new Uint8Array() }, '00B00102'],
    ['case 2', { le: 7 }, '00B0010207'],
    ['case 2, 256', { le: 256 }, '00B0010200'],
    ['case 3', { data: fromHex('AABB') }, '00B0010202AABB'],
    ['case 4', { data: fromHex('AABB'), le: 256 }, '00B0010202AABB00'],
    ['case 2 extended', { le: 257 }, '00B00102000101'],
    ['case 2 extended, 65536', { le: 65536 }, '00B00102000000'],
    ['case 4 extended by Le', { data: fromHex('AA'), le: 300 }, '00B00102000001AA012C'],
  ])('%s', (_, more, hex) => expect(encode(more)).toBe(hex));

  it('writes long data in the extended form', () => {
    const data = new Uint8Array(256).fill(0x5a);
    expect(needsExtended({ ...base, data })).toBe(true);
    expect(encode({ data })).toBe(`00B00102000100${'5A'.repeat(256)}`);
    expect(encode({ data: data.subarray(1) })).toBe(`00B00102FF${'5A'.repeat(255)}`);
    expect(encode({ data, le: 65536 })).toBe(`00B00102000100${'5A'.repeat(256)}0000`);
  });

  it.each<Partial<CommandApdu>>([{ le: 0 }, { le: 65537 }, { data: new Uint8Array(65536) }])(
    'refuses %j',
    (more) => {
      expect(() => encode(more)).toThrow(expect.objectContaining({ code: 'card.too-large' }));
    },
  );
});

describe('parseResponse', () => {
  it('splits data and status word', () => {
    expect(parseResponse(fromHex('AABB9000'))).toEqual({ data: fromHex('AABB'), sw: 0x9000 });
    expect(parseResponse(fromHex('6A82'))).toEqual({ data: new Uint8Array(), sw: 0x6a82 });
    expect(parseResponse(fromHex('61FF')).sw).toBe(0x61ff);
  });
  it.each(['', '90', '0000', 'FFFF', '6000', 'AA5000'])('refuses %s', (hex) => {
    expect(() => parseResponse(fromHex(hex))).toThrow(expect.objectContaining({ code: 'card.malformed' }));
  });
  it('is total and bounded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        try {
          expect(parseResponse(bytes).data.length).toBe(bytes.length - 2);
        } catch (error) {
          expect(error).toBeInstanceOf(KazasuError);
        }
      }),
    );
    const longest = new Uint8Array(65538).fill(0x90);
    expect(parseResponse(longest).data.length).toBe(65536);
    expect(() => parseResponse(new Uint8Array(65539).fill(0x90))).toThrow(KazasuError);
  });
});

describe('status words', () => {
  it('reads tries, blocked and text', () => {
    expect([0x63c0, 0x63c3, 0x63cf].map(triesLeft)).toEqual([0, 3, 15]);
    expect([0x6300, 0x9000, 0x63d0].map(triesLeft)).toEqual([undefined, undefined, undefined]);
    expect([0x6983, 0x6984, 0x6982].map(isBlocked)).toEqual([true, true, false]);
    expect(swText(0x9000)).toBe('9000');
    expect(swText(0x0a)).toBe('000A');
  });
});

describe('traced', () => {
  const connection = (transmit: CardConnection['transmit']): CardConnection => ({
    link: { route: 'software', simulated: true, maxCommandData: 255, maxResponseData: 256 },
    removed: new Promise(() => undefined),
    reset: () => Promise.resolve(),
    release: () => Promise.resolve(),
    transmit,
  });
  it('tells lengths and words, never data, and not even the length of a secret', async () => {
    const entries: TraceEntry[] = [];
    const card = traced(
      connection(() => Promise.resolve({ data: fromHex('C0FFEE'), sw: 0x9000 })),
      (entry) => entries.push(entry),
    );
    await card.transmit({ ...base, data: fromHex('AABB'), le: 5 });
    await card.transmit({ ...base, data: fromHex('39383736'), repeatable: false, secret: true });
    expect(entries).toEqual([
      { name: 'X', header: '00 B0 01 02', nc: 2, ne: 5, sw: 0x9000, nr: 3 },
      { name: 'X', header: '00 B0 01 02', sw: 0x9000, nr: 3 },
    ]);
  });
  it('tells how a command without an answer ended and throws on', async () => {
    const entries: TraceEntry[] = [];
    const lost = new KazasuError('card.lost', { sent: 'unknown' });
    const card = traced(
      connection(() => Promise.reject(lost)),
      (entry) => entries.push(entry),
    );
    await expect(card.transmit(base)).rejects.toBe(lost);
    expect(entries).toEqual([
      { name: 'X', header: '00 B0 01 02', nc: 0, failed: 'card.lost', sent: 'unknown' },
    ]);
  });
});
