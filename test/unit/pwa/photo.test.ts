import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../core/bytes/hex.ts';
import { credentialsOf } from '../../../core/virtual/card.ts';
import { type Frame, jpeg2000Frame } from '../../../pwa/face/jpeg2000-frame.ts';
import { frameProblem, toRgba } from '../../../pwa/face/photo.ts';
import { pngSize } from '../../../pwa/face/png-size.ts';
import { pinBytes, testHost } from '../../support/host.ts';

async function face() {
  const host = await testHost();
  const { referenceNumberB } = await credentialsOf('adult');
  const reply = await host.run('card-face', { pin: pinBytes(referenceNumberB), lastTryConfirmed: false });
  if (!reply.ok || reply.value.outcome !== 'done') throw new Error('no face');
  return reply.value;
}

const GREY: Frame = {
  width: 240,
  height: 320,
  bitsPerSample: 8,
  isSigned: false,
  components: 1,
  isFull: true,
};
/** SOC and SIZ: 240 × 320 with an offset of 16 × 32, two components of 8 bits, the second at half the width */
const SIZ =
  'FF4F FF51 002C 0000 00000100 00000160 00000010 00000020 00000100 00000100 00000000 00000000 0002 070101 070201';

describe('jpeg2000Frame', () => {
  it('reads the photo of a card', async () => {
    expect(jpeg2000Frame((await face()).photo)).toEqual(GREY);
  });

  it('reads a bare codestream, offsets and every component', () => {
    expect(jpeg2000Frame(fromHex(SIZ))).toEqual({ ...GREY, components: 2, isFull: false });
    expect(jpeg2000Frame(fromHex(SIZ.replace('0002 070101 070201', '0001 8B0101')))).toMatchObject({
      bitsPerSample: 12,
      isSigned: true,
      isFull: true,
    });
  });

  it('finds the codestream behind other boxes, the last one without a length too', () => {
    const stream = SIZ.replaceAll(' ', '');
    expect(jpeg2000Frame(fromHex(`0000000C6A502020 0D0A870A 000000006A703263 ${stream}`))).toBeDefined();
    expect(jpeg2000Frame(fromHex(`000000016A703263 0000000000001000 ${stream}`))).toBeDefined();
    expect(jpeg2000Frame(fromHex(`000000076A502020 ${stream}`))).toBeUndefined();
  });

  it('takes any bytes', async () => {
    const { photo } = await face();
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 255 }), fc.nat({ max: 220 }), (at, value, length) => {
        const damaged = photo.slice(0, length);
        if (at < length) damaged[at] = value;
        const frame = jpeg2000Frame(damaged);
        expect(frame === undefined || frame.components > 0).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => jpeg2000Frame(bytes) === undefined));
  });
});

describe('frameProblem', () => {
  it('lets the photo of a card through, and bounds what is decoded', () => {
    expect(frameProblem(GREY)).toBeUndefined();
    expect(frameProblem({ ...GREY, components: 3 })).toBeUndefined();
    expect(frameProblem({ ...GREY, width: 0 })).toBe('damaged');
    expect(frameProblem({ ...GREY, height: -4 })).toBe('damaged');
    expect(frameProblem({ ...GREY, width: 1281 })).toBe('too-large');
    expect(frameProblem({ ...GREY, height: 0xffffffff })).toBe('too-large');
    for (const change of [{ bitsPerSample: 12 }, { isSigned: true }, { components: 2 }, { isFull: false }])
      expect(frameProblem({ ...GREY, ...change })).toBe('unsupported');
  });
});

describe('toRgba', () => {
  const two = { ...GREY, width: 2, height: 1 };

  it('spreads grey and takes colour as it is', () => {
    expect([...(toRgba(Uint8Array.of(7, 9), two)?.pixels ?? [])]).toEqual([7, 7, 7, 255, 9, 9, 9, 255]);
    const colour = toRgba(Uint8Array.of(1, 2, 3, 4, 5, 6), { ...two, components: 3 });
    expect([...(colour?.pixels ?? [])]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
  });

  it('refuses samples that do not fill the frame', () => {
    expect(toRgba(Uint8Array.of(7), two)).toBeUndefined();
    expect(toRgba(Uint8Array.of(7, 8, 9), two)).toBeUndefined();
  });
});

describe('pngSize', () => {
  it('reads what is printed on the card', async () => {
    const { name, address } = await face();
    expect(pngSize(name)).toEqual({ width: 216, height: 12 });
    expect(pngSize(address)).toEqual({ width: 288, height: 24 });
  });

  it('knows what is none', async () => {
    const { name } = await face();
    expect(pngSize(name.subarray(0, 23))).toBeUndefined();
    expect(pngSize(Uint8Array.of(0xff, 0xd8))).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => pngSize(bytes) === undefined));
  });
});
