import { describe, expect, it } from 'vitest';
import type { VerificationReport } from '../../../core/pki/report.ts';
import { en } from '../../../pwa/messages/en.ts';
import { ja } from '../../../pwa/messages/ja.ts';
import { reportRows } from '../../../pwa/pages/report-rows.ts';

const REPORT: VerificationReport = {
  cryptographic: 'ok',
  chain: { outcome: 'anchored', anchor: 'JPKI root' },
  period: 'ok',
  purpose: 'ok',
  expectedPurpose: 'authentication',
  revocation: 'not-checked',
  time: 'device',
};
const marks = (report: VerificationReport): Record<string, string> =>
  Object.fromEntries(reportRows(report, ja.prove.row).map(({ check, mark }) => [check, mark]));

describe('reportRows', () => {
  it('gives each check a row of its own, in both languages', () => {
    for (const t of [ja, en]) {
      const rows = reportRows(REPORT, t.prove.row);
      expect(rows.map(({ check }) => check)).toEqual([
        'cryptographic',
        'chain',
        'period',
        'purpose',
        'revocation',
        'time',
      ]);
      for (const { sentence } of rows) expect(sentence).not.toBe('');
    }
  });

  it('never calls a test root or an unchecked revocation good', () => {
    expect(marks({ ...REPORT, chain: { outcome: 'test', anchor: 'x' } })).toMatchObject({
      chain: 'simulated',
      revocation: 'open',
      time: 'open',
    });
  });

  it('marks what is wrong', () => {
    expect(
      marks({
        ...REPORT,
        cryptographic: 'failed',
        chain: { outcome: 'unknown-issuer' },
        period: 'expired',
        purpose: 'policy',
        revocation: 'revoked',
      }),
    ).toEqual({
      cryptographic: 'bad',
      chain: 'bad',
      period: 'attention',
      purpose: 'bad',
      revocation: 'bad',
      time: 'open',
    });
  });
});
