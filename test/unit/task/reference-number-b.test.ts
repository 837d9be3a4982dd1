import { describe, expect, it } from 'vitest';
import { referenceNumberB } from '../../../core/task/reference-number-b.ts';
import { pinBytes } from '../../support/host.ts';

const parts = {
  birthDate: { year: 1980, month: 2, day: 17 },
  expiryYear: 2035,
  securityCode: pinBytes('2285'),
} as const;
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && String.fromCharCode(...bytes);

describe('referenceNumberB', () => {
  it('writes the era year as printed on the card (card.md 2.2), or the Gregorian one when chosen', () => {
    expect(text(referenceNumberB({ ...parts, reading: 'era' }))).toBe('55021720352285');
    expect(text(referenceNumberB({ ...parts, reading: 'gregorian' }))).toBe('80021720352285');
  });
  it('pads: 令和2年2月24日, 平成元年', () => {
    const on = (year: number, month: number, day: number): string | undefined =>
      text(referenceNumberB({ ...parts, birthDate: { year, month, day }, reading: 'era' }))?.slice(0, 6);
    expect(on(2020, 2, 24)).toBe('020224');
    expect(on(1989, 1, 8)).toBe('010108');
    expect(on(1989, 1, 7)).toBe('640107');
  });
  it.each([
    ['an unknown day', { birthDate: { year: 1980, month: 2, day: undefined } }],
    ['an unknown month', { birthDate: { year: 1980, month: undefined, day: 1 } }],
    ['a short code', { securityCode: pinBytes('228') }],
    ['an expiry before the first card', { expiryYear: 2015 }],
    ['an expiry of two digits', { expiryYear: 35 }],
    ['a birth before 明治', { birthDate: { year: 1800, month: 1, day: 1 } }],
  ])('says undefined for %s', (_, bad) => {
    expect(referenceNumberB({ ...parts, reading: 'era', ...bad })).toBeUndefined();
  });
});
