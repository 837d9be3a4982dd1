import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RELAY_MAX_FRAME } from '../../../core/reader/relay/protocol.ts';
import { nativeFrame, NativeFrames } from '../../../relay/native-frames.ts';

describe('frames of native messaging', () => {
  it('come together however they were cut, and leave nothing in what they came in', () => {
    const messages = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 });
    fc.assert(
      fc.property(messages, fc.infiniteStream(fc.integer({ min: 1, max: 90 })), (sent, sizes) => {
        const stream = Buffer.concat(sent.map((one) => nativeFrame(one)));
        const frames = new NativeFrames();
        const got: Uint8Array[] = [];
        for (let at = 0; at < stream.length;) {
          const piece = stream.subarray(at, (at += sizes.next().value as number));
          expect(frames.push(piece, (json) => got.push(json))).toBe(true);
        }
        expect(got.map((one) => [...one])).toEqual(sent.map((one) => [...one]));
        expect(stream.every((byte) => byte === 0)).toBe(true);
      }),
    );
  });

  it('end with a length nobody may send', () => {
    const head = new Uint8Array(new Uint32Array([RELAY_MAX_FRAME + 1]).buffer);
    expect(new NativeFrames().push(head, () => expect.unreachable())).toBe(false);
  });
});
