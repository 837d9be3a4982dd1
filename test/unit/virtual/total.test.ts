import fc from 'fast-check';
import { expect, test } from 'vitest';
import { create, type Quirks } from '../../../core/virtual/card.ts';
import { fromHex } from '../../../core/bytes/hex.ts';
import { SELECT } from './talk.ts';

/** Commands that look like some: known instructions, any parameters, data and lengths that fit or do not. */
const likely = fc
  .record({
    cla: fc.constantFrom(0x00, 0x00, 0x00, 0x80, 0x80, 0x08, 0x01, 0x10, 0x84),
    ins: fc.constantFrom(
      0x20,
      0x24,
      0x2a,
      0x32,
      0x84,
      0x88,
      0x8a,
      0xa2,
      0xa4,
      0xae,
      0xb0,
      0xb2,
      0xc0,
      0xca,
      0xfc,
    ),
    p1: fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 5, 0x81, 0x8a), fc.nat(255)),
    p2: fc.oneof(fc.constantFrom(0, 4, 0x0c, 0x80, 0x97, 0x98), fc.nat(255)),
    rest: fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.uint8Array({ minLength: 1, maxLength: 16 }).map((data) => Uint8Array.of(data.length, ...data)),
      fc.uint8Array({ minLength: 1, maxLength: 255 }).map((data) => Uint8Array.of(data.length, ...data, 0)),
      fc
        .uint8Array({ minLength: 1, maxLength: 300 })
        .map((data) => Uint8Array.of(0, data.length >> 8, data.length & 0xff, ...data, 0, 0)),
    ),
  })
  .map(({ cla, ins, p1, p2, rest }) => Uint8Array.of(cla, ins, p1, p2, ...rest));

const useful = fc
  .constantFrom(
    ...Object.values(SELECT),
    ...['0001', '0002', '0006', '0011', '0017', '0018'].map((id) => `00A4020C02${id}`),
    '002000800431323334',
  )
  .map((hex) => fromHex(hex));

test('any commands in any order get a status word and at most 65,536 bytes', async () => {
  const commands = fc.array(
    fc.oneof(
      { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }) },
      { weight: 5, arbitrary: likely },
      { weight: 3, arbitrary: useful },
    ),
    { minLength: 1, maxLength: 12 },
  );
  const quirks: fc.Arbitrary<Partial<Quirks>> = fc.record({
    extendedLength: fc.boolean(),
    getResponse: fc.boolean(),
    shortEfVerify: fc.boolean(),
    endOfFile: fc.constantFrom('9000', '6282', '6Cxx'),
  });
  await fc.assert(
    fc.asyncProperty(commands, quirks, fc.constantFrom('adult', 'child'), async (list, settings, persona) => {
      const card = create({ persona, quirks: settings });
      for (const command of list) {
        const answer = await card.transmit(command);
        expect(answer.length).toBeGreaterThanOrEqual(2);
        expect(answer.length).toBeLessThanOrEqual(65_538);
        expect([0x61, 0x62, 0x63, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x90]).toContain(
          answer.at(-2),
        );
      }
    }),
    { numRuns: 150 },
  );
});
