import { describe, expect, it } from 'vitest';
import { certificatePeriod, type CertificatePeriod } from '../../../core/pki/certificate-period.ts';

/** a certificate until the end of 2030-02-17 in Japan */
const at = (now: string, notAfter = '2030-02-17T14:59:59Z'): CertificatePeriod =>
  certificatePeriod(
    { notBefore: new Date('2025-10-27T01:02:03Z'), notAfter: new Date(notAfter) },
    new Date(now),
  );

describe('certificatePeriod', () => {
  it.each([
    ['2025-10-27T01:02:02Z', 'not-yet', 1574],
    ['2025-10-27T01:02:03Z', 'ok', 1574],
    // midnight in Japan is 15:00 UTC the day before
    ['2029-11-16T14:59:59Z', 'ok', 93],
    ['2029-11-16T15:00:00Z', 'expiring', 92],
    ['2030-02-16T14:59:59Z', 'expiring', 1],
    ['2030-02-16T15:00:00Z', 'expiring', 0],
    ['2030-02-17T14:59:59.999Z', 'expiring', 0],
    ['2030-02-17T15:00:00Z', 'expired', -1],
    ['2031-02-17T15:00:00Z', 'expired', -366],
  ])('at %s is %s with %i days left', (now, state, daysLeft) => {
    expect(at(now)).toMatchObject({ state, daysLeft });
  });

  it('keeps the dates', () => {
    expect(at('2026-01-01T00:00:00Z')).toMatchObject({
      notBefore: new Date('2025-10-27T01:02:03Z'),
      notAfter: new Date('2030-02-17T14:59:59Z'),
    });
  });

  it('begins renewal on the last day of a month that is too short', () => {
    // 2030-05-31 in Japan: three months before is 02-28
    expect(at('2030-02-27T14:59:59Z', '2030-05-31T14:59:59Z').state).toBe('ok');
    expect(at('2030-02-27T15:00:00Z', '2030-05-31T14:59:59Z').state).toBe('expiring');
    // and 02-29 in a leap year
    expect(at('2028-02-28T14:59:59Z', '2028-05-31T14:59:59Z').state).toBe('ok');
    expect(at('2028-02-28T15:00:00Z', '2028-05-31T14:59:59Z').state).toBe('expiring');
  });

  it('crosses the year', () => {
    expect(at('2029-10-30T14:59:59Z', '2030-01-31T14:59:59Z').state).toBe('ok');
    expect(at('2029-10-30T15:00:00Z', '2030-01-31T14:59:59Z').state).toBe('expiring');
  });

  it('says expired when the certificate ended earlier today', () => {
    expect(at('2030-02-17T05:00:00Z', '2030-02-17T03:00:00Z')).toMatchObject({
      state: 'expired',
      daysLeft: 0,
    });
  });
});
