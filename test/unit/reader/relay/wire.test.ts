import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RELAY_MAX_FRAME } from '../../../../core/reader/relay/protocol.ts';
import { decodeWire, encodeWire } from '../../../../core/reader/relay/wire.ts';

const text = (frame: Uint8Array): string => new TextDecoder().decode(frame);
const bytes = (json: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(json);

describe('frames of the relay', () => {
  it('are JSON that anybody can read', () => {
    const frame = encodeWire({ message: { id: 3, do: 'transmit' }, apdu: Uint8Array.of(0, 32, 0, 128, 255) });
    expect(text(frame)).toBe('{"id":3,"do":"transmit","apdu":[0,32,0,128,255]}');
    expect(text(encodeWire({ message: {}, apdu: Uint8Array.of(7) }))).toBe('{"apdu":[7]}');
    expect(text(encodeWire({ message: { id: 1 } }))).toBe('{"id":1}');
  });

  it('come back whole, whatever they say', () => {
    const message = fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((key) => !['apdu', '__proto__'].includes(key)),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(message, fc.option(fc.uint8Array({ minLength: 1, maxLength: 600 })), (said, apdu) => {
        const whole = { message: said, ...(apdu && { apdu: Uint8Array.from(apdu) }) };
        const frame = encodeWire(whole);
        expect(JSON.parse(text(frame))).toEqual(
          JSON.parse(JSON.stringify({ ...said, ...(apdu && { apdu: [...apdu] }) })),
        );
        expect(decodeWire(frame)).toEqual({ ...whole, message: JSON.parse(JSON.stringify(said)) as object });
      }),
    );
  });

  it('carry the longest APDU and its answer', () => {
    const apdu = new Uint8Array(65_544).fill(255);
    const frame = encodeWire({ message: { id: 1, do: 'transmit', connection: 1 }, apdu });
    expect(frame.length).toBeLessThan(RELAY_MAX_FRAME);
    expect(decodeWire(frame)?.apdu).toEqual(apdu);
  });

  it('lose the digits of the APDU in the buffer once it was read', () => {
    const frame = encodeWire({ message: { id: 3 }, apdu: bytes('1234') });
    expect(text(frame)).toContain('[49,50,51,52]');
    decodeWire(frame);
    expect(text(frame)).toBe('{"id":3,"apdu":[0 ,0 ,0 ,0 ]}');
  });

  it('are read with spaces and in any order too', () => {
    const apdu = Uint8Array.of(0, 164);
    expect(decodeWire(bytes('{ "apdu" : [ 0 , 164 ], "id": 1 }'))).toEqual({ message: { id: 1 }, apdu });
    expect(decodeWire(bytes('{"apdu":[0,164],"connection":1,"do":"transmit","id":3}'))).toEqual({
      message: { connection: 1, do: 'transmit', id: 3 },
      apdu,
    });
    // a name that only looks like it
    expect(decodeWire(bytes('{"x":"\\"apdu\\":[1]","apdu":[2]}'))).toEqual({
      message: { x: '"apdu":[1]' },
      apdu: Uint8Array.of(2),
    });
  });

  it.each([
    ['nothing', ''],
    ['a list', '[1]'],
    ['a number', '1'],
    ['null', 'null'],
    ['half a message', '{"id":'],
    ['an empty APDU', '{"apdu":[]}'],
    ['a byte too large', '{"apdu":[256]}'],
    ['a byte too small', '{"apdu":[-1]}'],
    ['no number', '{"apdu":["1"]}'],
    ['a fraction', '{"apdu":[1.5]}'],
    ['an APDU that is none', '{"apdu":"00A4"}'],
    ['an APDU without end', '{"apdu":[1,2'],
    ['four digits', '{"apdu":[0001]}'],
  ])('are nothing when they are %s', (_name, json) => {
    expect(decodeWire(bytes(json))).toBeUndefined();
  });

  it('are nothing when they are too long, no UTF-8, or noise', () => {
    expect(decodeWire(new Uint8Array(RELAY_MAX_FRAME + 1))).toBeUndefined();
    expect(decodeWire(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d))).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array(), (noise) => void decodeWire(Uint8Array.from(noise))));
  });
});
