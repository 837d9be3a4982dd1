import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../../../../core/bytes/concat.ts';
import { fromHex, toHex } from '../../../../../core/bytes/hex.ts';
import { CcidAssembler, encodeCcid } from '../../../../../core/reader/usb/ccid/message.ts';
import { traces } from '../../../../support/reader-traces.ts';

const FILES = [
  'ccid-typeb-mynumber.computed',
  'ccid-t1-contact.computed',
  'rcs300-ccid-interface0.observed',
  'rcs300-typeb-mynumber.computed',
];

/** the reader's messages of all traces: `50…` comes over another endpoint */
const answers = FILES.flatMap(traces)
  .flatMap(({ steps }) => steps)
  .filter(({ dir, hex }) => dir === 'in' && !hex.startsWith('50'))
  .map(({ hex }) => fromHex(hex));

describe('messages of CCID', () => {
  it('are written as every trace has them', () => {
    const outs = FILES.flatMap(traces)
      .flatMap(({ steps }) => steps)
      .filter(({ dir }) => dir === 'out')
      .map(({ hex }) => hex);
    expect(outs.length).toBeGreaterThan(30);
    const names = {
      '62': 'IccPowerOn',
      '63': 'IccPowerOff',
      '65': 'GetSlotStatus',
      '6F': 'XfrBlock',
      '61': 'SetParameters',
      '6B': 'Escape',
    } as const;
    for (const hex of outs) {
      const name = names[hex.slice(0, 2) as keyof typeof names];
      const [slot, seq, a, b, c, ...data] = fromHex(hex).subarray(5);
      expect(
        toHex(encodeCcid(name, slot!, seq!, [a!, b!, c!], Uint8Array.from(data))),
        `${name} of ${hex.length / 2} bytes`,
      ).toBe(hex);
    }
  });

  it('are read back whole from any pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...answers), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1 }),
        (sent, cuts) => {
          const assembler = new CcidAssembler(70_000);
          const all = concat(...sent);
          const got = [];
          for (let at = 0, i = 0; at < all.length; i++) {
            const size = cuts[i % cuts.length]!;
            got.push(...assembler.push(all.subarray(at, at + size)));
            at += size;
          }
          expect(assembler.missing).toBe(0);
          expect(got.map(({ data }) => toHex(data))).toEqual(sent.map((one) => toHex(one.subarray(10))));
          expect(
            got.map(({ type, slot, seq, status, error, extra }) => [type, slot, seq, status, error, extra]),
          ).toEqual(sent.map((one) => [one[0], one[5], one[6], one[7], one[8], one[9]]));
        },
      ),
    );
  });

  it('say what is missing, so that exactly that can be asked for', () => {
    const assembler = new CcidAssembler(1000);
    const message = concat(fromHex('80000200000001000000'), new Uint8Array(512));
    assembler.push(message.subarray(0, 4));
    expect(assembler.missing).toBe(0);
    assembler.push(message.subarray(4, 64));
    expect(assembler.missing).toBe(522 - 64);
    expect(assembler.push(message.subarray(64))).toHaveLength(1);
    expect(assembler.missing).toBe(0);
  });

  it('are passed over when they are none or too long, and the next one is read', () => {
    const assembler = new CcidAssembler(300);
    const good = fromHex('81000000000007020000');
    for (const bad of [
      '00',
      'FF00',
      '85000000000000000000',
      '80230100000000000000',
      '80FFFFFFFF0000000000',
    ]) {
      expect(assembler.push(fromHex(bad))).toEqual([]);
      expect(assembler.push(good)).toMatchObject([{ type: 0x81, seq: 7, status: 2 }]);
    }
  });

  it('never make the assembler fail or grow', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (pieces) => {
        const assembler = new CcidAssembler(300);
        for (const piece of pieces) {
          for (const { data } of assembler.push(piece)) expect(data.length).toBeLessThanOrEqual(290);
          expect(assembler.missing).toBeGreaterThanOrEqual(0);
          expect(assembler.missing).toBeLessThanOrEqual(300);
        }
      }),
    );
  });
});
