import { describe, expect, it } from 'vitest';
import type { MyCard } from '../../../core/task/my-card.ts';
import { cardAdvice, daysUntil, lacksSigning } from '../../../pwa/pages/card-advice.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const full = { state: 'tries', left: 3 } as const;
const CARD: MyCard = {
  token: { kind: 'my-number-card', label: 'JPKIAPICCTOKEN2' },
  identity: 'certificate:00',
  availability: { signing: 'present', authentication: 'present', raw: '8F8F00' },
  authentication: {
    notBefore: new Date('2024-11-23T00:00:00Z'),
    notAfter: new Date('2029-04-12T14:59:59Z'),
    state: 'ok',
    daysLeft: 871,
  },
  expiry: { year: 2034, month: 4, day: 12 },
  pins: {
    authentication: full,
    signing: { state: 'tries', left: 5 },
    textInput: full,
    referenceNumberB: { state: 'tries', left: 10 },
    resident: full,
  },
};
const about = (card: MyCard): string[] => cardAdvice(card, card.pins, NOW).map((one) => one.about);

describe('cardAdvice', () => {
  it('is silent when all is well', () => {
    expect(about(CARD)).toEqual([]);
  });

  it('tells blocked PINs, together where the way out is the same', () => {
    const blocked = { state: 'blocked' } as const;
    const card = { ...CARD, pins: { ...CARD.pins, textInput: blocked, signing: blocked } };
    expect(cardAdvice(card, card.pins, NOW)).toEqual([
      { about: 'blocked', pins: ['signing'] },
      { about: 'blocked', pins: ['textInput'] },
    ]);
    const all = { authentication: blocked, signing: blocked, textInput: blocked, resident: blocked };
    expect(cardAdvice(CARD, { ...CARD.pins, ...all, referenceNumberB: blocked }, NOW)).toEqual([
      { about: 'blocked', pins: ['authentication', 'signing'] },
      { about: 'blocked', pins: ['textInput', 'resident'] },
      { about: 'blocked', pins: ['referenceNumberB'] },
    ]);
  });

  it('tells a card without signing certificate as that, and not as a blocked password', () => {
    for (const signing of [{ state: 'blocked' }, { state: 'missing' }] as const) {
      const child: MyCard = {
        ...CARD,
        availability: { signing: 'unclear', authentication: 'present', raw: '008F00' },
        pins: { ...CARD.pins, signing },
      };
      expect(about(child)).toEqual(['signingMissing']);
      expect(lacksSigning(child, child.pins)).toBe(true);
    }
    const unclear: MyCard = { ...CARD, availability: { ...CARD.availability, signing: 'unclear' } };
    expect(lacksSigning(unclear, unclear.pins)).toBe(false);
  });

  it('tells what has ended before what ends soon', () => {
    const card: MyCard = {
      ...CARD,
      expiry: { year: 2026, month: 12, day: 1 },
      authentication: { ...CARD.authentication!, state: 'expired', daysLeft: -3 },
    };
    expect(cardAdvice(card, card.pins, NOW)).toEqual([
      { about: 'authenticationExpired' },
      { about: 'cardSoon', days: 8 },
    ]);
    expect(about({ ...CARD, expiry: { year: 2026, month: 11, day: 22 } })).toEqual(['cardExpired']);
  });

  it('tells a missing, coming and ending authentication certificate', () => {
    expect(about({ ...CARD, authentication: undefined })).toEqual(['authenticationMissing']);
    expect(about({ ...CARD, authentication: { ...CARD.authentication!, state: 'not-yet' } })).toEqual([
      'authenticationNotYet',
    ]);
    expect(about({ ...CARD, authentication: { ...CARD.authentication!, state: 'expiring' } })).toEqual([
      'authenticationSoon',
    ]);
  });

  it('says so when it is no My Number Card', () => {
    expect(about({ ...CARD, token: { kind: 'resident-card', label: 'JPKIAPICCTOKEN' } })).toEqual([
      'notMyNumber',
    ]);
  });
});

describe('daysUntil', () => {
  it('counts on the calendar of Japan', () => {
    // 23:30 UTC is already the next morning in Tokyo
    const night = new Date('2026-11-23T23:30:00Z');
    expect(daysUntil({ year: 2026, month: 11, day: 24 }, night)).toBe(0);
    expect(daysUntil({ year: 2026, month: 11, day: 24 }, NOW)).toBe(1);
    expect(daysUntil({ year: 2026, month: 11, day: undefined }, NOW)).toBeUndefined();
  });
});
