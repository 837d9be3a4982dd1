import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOUR_DIGITS, PinBuffer, SIGNING_PASSWORD } from '../../../pwa/pin/pin-buffer.ts';

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

describe('PinBuffer', () => {
  it('takes digits as they come', () => {
    const buffer = new PinBuffer(FOUR_DIGITS);
    expect(buffer.type('1')).toBe('taken');
    expect(buffer.type('23')).toBe('taken');
    expect(buffer.missing).toBe(1);
    expect(buffer.type('4')).toBe('taken');
    expect(buffer.missing).toBe(0);
    expect(buffer.reveal()).toBe('1234');
  });

  it('reads full-width characters as ASCII ones and small letters as capitals', () => {
    const digits = new PinBuffer(FOUR_DIGITS);
    expect(digits.type('１２３４')).toBe('taken');
    expect(ascii(digits.take())).toBe('1234');
    const password = new PinBuffer(SIGNING_PASSWORD);
    expect(password.type('ａｂc１２３')).toBe('taken');
    expect(ascii(password.take())).toBe('ABC123');
  });

  it('says why something was not taken', () => {
    const buffer = new PinBuffer(FOUR_DIGITS);
    expect(buffer.type('a')).toBe('alphabet');
    expect(buffer.type('1あ2')).toBe('alphabet');
    expect(buffer.length).toBe(2);
    expect(buffer.type('345')).toBe('length');
    expect(ascii(buffer.take())).toBe('1234');
    expect(new PinBuffer(SIGNING_PASSWORD).type('-')).toBe('alphabet');
  });

  it('erases one or all', () => {
    const buffer = new PinBuffer(SIGNING_PASSWORD);
    buffer.type('ABC');
    buffer.erase();
    expect(buffer.reveal()).toBe('AB');
    buffer.clear();
    buffer.erase();
    expect(buffer.length).toBe(0);
  });

  it('gives a buffer of its own that can be moved, and keeps nothing', () => {
    const buffer = new PinBuffer(FOUR_DIGITS);
    buffer.type('9876');
    const pin = buffer.take();
    expect(pin.buffer.byteLength).toBe(4);
    expect(buffer.length).toBe(0);
    buffer.type('0000');
    expect(ascii(pin)).toBe('9876');
  });

  it('never holds what the shape does not allow, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { maxLength: 8 }),
        fc.boolean(),
        (strokes, digits) => {
          const shape = digits ? FOUR_DIGITS : SIGNING_PASSWORD;
          const buffer = new PinBuffer(shape);
          for (const stroke of strokes) buffer.type(stroke);
          expect(buffer.reveal()).toMatch(digits ? /^[0-9]{0,4}$/ : /^[A-Z0-9]{0,16}$/);
        },
      ),
    );
  });
});
