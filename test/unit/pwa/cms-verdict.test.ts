import { describe, expect, it } from 'vitest';
import type { JpkiCertificate } from '../../../core/pki/certificate.ts';
import type { CmsCheck, CmsFault, CmsReport } from '../../../core/pki/cms/report.ts';
import { en } from '../../../pwa/messages/en.ts';
import { ja } from '../../../pwa/messages/ja.ts';
import { cmsRows } from '../../../pwa/files/cms-rows.ts';
import { verdictOf } from '../../../pwa/files/verdict.ts';

const REPORT: CmsReport = {
  cryptographic: 'ok',
  chain: { outcome: 'anchored', anchor: 'JPKI signca03' },
  period: 'ok',
  periodAtSigning: 'ok',
  purpose: 'ok',
  expectedPurpose: 'signing',
  contentType: 'ok',
  content: 'ok',
  signingCertificate: 'ok',
  revocation: 'not-checked',
  time: 'device',
};
const checked = (change: Partial<CmsReport> = {}): CmsCheck => ({
  format: 'ok',
  report: { ...REPORT, ...change },
  certificate: {} as JpkiCertificate,
  notChecked: [],
});
const verdict = (change: Partial<CmsReport>): string => verdictOf(checked(change));

describe('verdictOf', () => {
  it('says right only when everything is, under a pinned root', () => {
    expect(verdict({})).toBe('right');
    expect(verdict({ chain: { outcome: 'test', anchor: 'x' } })).toBe('simulated');
    const changes: readonly Partial<CmsReport>[] = [
      { cryptographic: 'failed' },
      ...(
        [
          'leaf-is-authority',
          'self-signed',
          'critical-extension',
          'unknown-issuer',
          'unfit-anchor',
          'broken',
        ] as const
      ).map((outcome) => ({ chain: { outcome } })),
      ...(['not-yet-valid', 'expired', 'issuer-not-yet-valid', 'issuer-expired'] as const).flatMap(
        (period) => [{ period }, { periodAtSigning: period }],
      ),
      { periodAtSigning: 'no-signing-time' },
      { periodAtSigning: 'unreadable' },
      ...(['other-purpose', 'policy', 'key-usage', 'authority'] as const).map((purpose) => ({ purpose })),
      { contentType: 'other' },
      { content: 'changed' },
      { content: 'absent' },
      { signingCertificate: 'absent' },
      { signingCertificate: 'other' },
      { signingCertificate: 'unreadable' },
      { revocation: 'revoked' },
      { revocation: 'unknown' },
    ];
    for (const change of changes) {
      expect(verdict(change), JSON.stringify(change)).not.toBe('right');
      expect(verdict({ ...change, chain: change.chain ?? { outcome: 'test' } })).not.toBe('simulated');
    }
  });

  it('names the gravest thing', () => {
    expect(verdict({ content: 'changed', chain: { outcome: 'self-signed' } })).toBe('wrong');
    expect(verdict({ cryptographic: 'failed', content: 'absent' })).toBe('wrong');
    expect(verdict({ signingCertificate: 'other' })).toBe('wrong');
    expect(verdict({ content: 'absent', period: 'expired' })).toBe('incomplete');
    expect(verdict({ chain: { outcome: 'unknown-issuer' }, period: 'expired' })).toBe('unfit');
    expect(verdict({ purpose: 'other-purpose' })).toBe('unfit');
    expect(verdict({ period: 'expired' })).toBe('attention');
    expect(verdict({ signingCertificate: 'absent', chain: { outcome: 'test' } })).toBe('attention');
    expect(verdictOf({ format: 'not-der' })).toBe('unreadable');
  });

  it('has the words of the law for right, and never more', () => {
    expect(ja.check.verdict.right).toBe('署名は正しい（失効は未確認）');
    expect(en.check.verdict.right).toBe('The signature is right (revocation not checked)');
  });
});

describe('cmsRows', () => {
  const rowsOf = (check: CmsCheck, t = ja) =>
    cmsRows(check, { ...t.prove.row, ...t.sign.row, ...t.check.row });

  it('goes through the checks in the order of the procedure, in both languages', () => {
    for (const t of [ja, en]) {
      const rows = rowsOf(checked(), t);
      expect(rows.map(({ check }) => check)).toEqual([
        'format',
        'chain',
        'period',
        'periodAtSigning',
        'purpose',
        'cryptographic',
        'contentType',
        'content',
        'signingCertificate',
        'revocation',
        'time',
      ]);
      expect(new Set(rows.map(({ sentence }) => sentence)).size).toBe(rows.length);
    }
  });

  it('never marks what was not checked as checked', () => {
    const marks = Object.fromEntries(
      rowsOf(checked({ chain: { outcome: 'test', anchor: 'x' }, content: 'absent' })).map((row) => [
        row.check,
        row.mark,
      ]),
    );
    expect(marks).toMatchObject({ chain: 'simulated', content: 'open', revocation: 'open', time: 'open' });
  });

  it('speaks of signing, not of logging in', () => {
    const purpose = rowsOf(checked()).find(({ check }) => check === 'purpose');
    expect(purpose?.sentence).toBe(ja.sign.row.purpose.ok);
  });

  it('has one sentence for each way not to be a signature', () => {
    const faults: readonly CmsFault[] = [
      'too-large',
      'not-der',
      'not-signed-data',
      'no-signer',
      'several-signers',
      'signer-id',
      'algorithm',
      'no-certificate',
      'certificate',
      'no-signed-attributes',
      'duplicate-attribute',
      'missing-attribute',
    ];
    for (const t of [ja, en]) {
      const sentences = faults.map((format) => {
        const rows = rowsOf({ format }, t);
        expect(rows).toHaveLength(1);
        expect(rows[0]?.mark).toBe('bad');
        return rows[0]?.sentence;
      });
      expect(new Set(sentences).size).toBe(faults.length);
    }
  });
});
