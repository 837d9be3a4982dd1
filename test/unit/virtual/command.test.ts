import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeCommand } from '../../../core/apdu/command.ts';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { parseCommand } from '../../../core/virtual/command.ts';

const parsed = (hex: string, extended = true): string => {
  const command = parseCommand(fromHex(hex), extended);
  if (typeof command === 'number') return command.toString(16);
  return `${toHex(command.data)}/${command.ne ?? '-'}${command.extended ? ' extended' : ''}`;
};

describe('command bytes', () => {
  test.each([
    ['case 1', '00200080', '/-'],
    ['case 1 as T=0 writes it', '0020008000', '/256'],
    ['case 2, Le 1', '00B0000001', '/1'],
    ['case 2, Le 256', '00B0000000', '/256'],
    ['case 3', '00A4020C020018', '0018/-'],
    ['case 4', '802A008002AABB00', 'AABB/256'],
    ['case 4, Le 255', '802A008002AABBFF', 'AABB/255'],
    ['case 2 extended, Le 65536', '00B00000000000', '/65536 extended'],
    ['case 2 extended, Le 256', '00B00000000100', '/256 extended'],
    ['case 3 extended', '00A4020C0000020018', '0018/- extended'],
    ['case 4 extended', '802A0080000002AABB0000', 'AABB/65536 extended'],
    ['nothing', '', '6700'],
    ['three bytes', '00A404', '6700'],
    ['Lc longer than data', '00A4020C0300', '6700'],
    ['data longer than Lc and Le', '00A4020C0200180000', '6700'],
    ['six bytes beginning with 00', '00B000000000', '6700'],
    ['extended Lc 0 with data', '00B00000000000AA', '6700'],
    ['extended Lc longer than data', '00A4020C00000300', '6700'],
  ])('%s', (_, hex, outcome) => {
    expect(parsed(hex)).toBe(outcome);
  });

  test.each(['00B00000000000', '00A4020C0000020018', '802A0080000002AABB0000'])(
    'without extended length %s is of the wrong length',
    (hex) => {
      expect(parsed(hex, false)).toBe('6700');
    },
  );

  test('whatever the client writes is read back', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const command = fc.record({
      header: fc.tuple(byte, byte, byte, byte),
      data: fc.uint8Array({ maxLength: 600 }),
      le: fc.option(fc.integer({ min: 1, max: 0x10000 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(command, ({ header: [cla, ins, p1, p2], data, le }) => {
        const written = { cla, ins, p1, p2, data, repeatable: true, name: 'any', ...(le && { le }) };
        const read = parseCommand(encodeCommand(written), true);
        expect(read).toMatchObject({ cla, ins, p1, p2, ne: le });
        expect(typeof read === 'number' ? undefined : toHex(read.data)).toBe(toHex(data));
      }),
    );
  });

  test('any bytes give a command or 6700', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, extended) => {
        const read = parseCommand(bytes, extended);
        if (typeof read === 'number') expect(read).toBe(0x6700);
        else expect(read.data.length).toBeLessThan(bytes.length);
      }),
    );
  });
});
