import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../../../core/bytes/concat.ts';
import { fromHex, toHex } from '../../../../core/bytes/hex.ts';
import { ACK, encodeFrame, FrameAssembler, type Frame } from '../../../../core/reader/usb/rcs380/frame.ts';
import { commandOf, traces } from '../../../support/reader-traces.ts';

const all = [
  'rcs380-nfcpy-felica-typea.capture',
  'rcs380-nfcpy-typeb.unit-vectors',
  'rcs380-typeb-mynumber.computed',
].flatMap(traces);
const read = (...pieces: Uint8Array[]): Frame[] => {
  const assembler = new FrameAssembler();
  return pieces.flatMap((piece) => assembler.push(piece));
};
const data = (hex: string): Frame => ({ kind: 'data', data: fromHex(hex) });

describe('frames of the traces', () => {
  it.each(all)('are built byte for byte: $name', ({ steps }) => {
    const outs = steps.filter(({ dir }) => dir === 'out');
    expect(outs.length).toBeGreaterThan(3);
    for (const step of outs) {
      const command = commandOf(step);
      const built = command ? encodeFrame(concat(Uint8Array.of(0xd6, command.code), command.payload)) : ACK;
      expect(toHex(built), step.note).toBe(step.hex);
    }
  });
  it.each(all)('are read: $name', ({ steps }) => {
    for (const step of steps.filter(({ dir }) => dir === 'in')) {
      const bytes = fromHex(step.hex);
      const [frame, ...more] = read(bytes);
      expect(more).toEqual([]);
      if (bytes.length === 6) expect(frame).toEqual({ kind: 'ack' });
      else expect(frame).toEqual({ kind: 'data', data: bytes.slice(8, -2) });
    }
  });
});

describe('FrameAssembler', () => {
  const ANSWER = fromHex('0000FFFFFF0400FCD7211101F600');
  it.each<[string, Uint8Array[], Frame[]]>([
    ['the error frame, alone', [fromHex('0000FFFFFF')], [{ kind: 'error' }]],
    ['ACK and answer in one piece', [concat(ACK, ANSWER)], [{ kind: 'ack' }, data('D7211101')]],
    ['an answer in two pieces', [ANSWER.slice(0, 7), ANSWER.slice(7)], [data('D7211101')]],
    ['single bytes', [...ANSWER].map((byte) => Uint8Array.of(byte)), [data('D7211101')]],
    ['garbage before', [concat(fromHex('DEAD0000'), ANSWER)], [data('D7211101')]],
    [
      'a wrong data checksum, then a frame',
      [fromHex('0000FFFFFF0400FCD7211101F700'), ANSWER],
      [data('D7211101')],
    ],
    [
      'a wrong length checksum, then a frame',
      [fromHex('0000FFFFFF0400FDD7211101F600'), ANSWER],
      [data('D7211101')],
    ],
    [
      'a wrong last byte, then a frame',
      [fromHex('0000FFFFFF0400FCD7211101F601'), ANSWER],
      [data('D7211101')],
    ],
    ['a length no frame has, then a frame', [fromHex('0000FFFFFF00F010D7'), ANSWER], [data('D7211101')]],
    ['an empty frame', [fromHex('0000FFFFFF0000000000')], [data('')]],
    [
      'a short frame of the old kind, then an ACK',
      [concat(fromHex('0000FF02FED6200A00'), ACK)],
      [{ kind: 'ack' }],
    ],
    ['nothing', [new Uint8Array()], []],
  ])('%s', (_, pieces, expected) => expect(read(...pieces)).toEqual(expected));

  it('says what is missing of a frame that has begun', () => {
    const assembler = new FrameAssembler();
    const long = encodeFrame(new Uint8Array(300));
    assembler.push(long.slice(0, 6));
    expect(assembler.missing).toBe(0);
    assembler.push(long.slice(6, 64));
    expect(assembler.missing).toBe(310 - 64);
    expect(assembler.push(long.slice(64))).toHaveLength(1);
    expect(assembler.missing).toBe(0);
    assembler.push(long.slice(0, 64));
    assembler.reset();
    expect(assembler.missing).toBe(0);
    expect(assembler.push(ACK)).toEqual([{ kind: 'ack' }]);
  });

  it('finds every frame however the stream is cut', () => {
    const frame = fc.oneof(
      fc.constant<Uint8Array>(ACK),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => encodeFrame(bytes)),
    );
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 5 }),
        fc.array(fc.nat(1600), { maxLength: 8 }),
        (frames, cuts) => {
          const stream = concat(...frames);
          const at = [0, ...cuts.map((cut) => cut % (stream.length + 1)), stream.length].toSorted(
            (a, b) => a - b,
          );
          // five bytes alone, exactly the error frame, are the one thing a cut can make of a frame
          const pieces = at.slice(1).map((end, i) => stream.slice(at[i], end));
          fc.pre(!pieces.some((piece) => toHex(piece) === '0000FFFFFF'));
          expect(read(...pieces)).toHaveLength(frames.length);
        },
      ),
    );
  });

  it('is total, and keeps little', () => {
    const almost = fc.uint8Array({ maxLength: 40 }).map((bytes) => concat(fromHex('0000FFFFFF'), bytes));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.uint8Array({ maxLength: 80 }), almost), { maxLength: 30 }),
        (pieces) => {
          const assembler = new FrameAssembler();
          for (const piece of pieces) {
            assembler.push(piece);
            expect(assembler.missing).toBeLessThan(1100);
            expect(assembler.missing).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
