import type { VerificationReport } from '../../core/pki/report.ts';
import type { Messages } from '../messages/ja.ts';
import type { Tone } from '../parts/tone.ts';

export type Mark = 'good' | 'simulated' | 'open' | 'attention' | 'bad';

export const TONES: Readonly<Record<Mark, Tone>> = {
  good: 'good',
  simulated: 'simulated',
  open: 'info',
  attention: 'caution',
  bad: 'stop',
};

export interface ReportRow {
  readonly check: 'cryptographic' | 'chain' | 'period' | 'purpose' | 'revocation' | 'time';
  readonly mark: Mark;
  readonly sentence: string;
}

/** One named row for each check of a report, in the order of services.md 5.3; never one answer for all. */
export function reportRows(report: VerificationReport, t: Messages['prove']['row']): readonly ReportRow[] {
  const { cryptographic, chain, period, purpose, revocation, time } = report;
  return [
    {
      check: 'cryptographic',
      mark: cryptographic === 'ok' ? 'good' : 'bad',
      sentence: t.cryptographic[cryptographic],
    },
    { check: 'chain', mark: chainMark(chain.outcome), sentence: chainSentence(chain, t.chain) },
    { check: 'period', mark: period === 'ok' ? 'good' : 'attention', sentence: t.period[period] },
    { check: 'purpose', mark: purpose === 'ok' ? 'good' : 'bad', sentence: t.purpose[purpose] },
    { check: 'revocation', mark: REVOCATION[revocation], sentence: t.revocation[revocation] },
    { check: 'time', mark: time === 'trusted' ? 'good' : 'open', sentence: t.time[time] },
  ];
}

const REVOCATION = { 'not-checked': 'open', good: 'good', revoked: 'bad', unknown: 'attention' } as const;

function chainMark(outcome: VerificationReport['chain']['outcome']): Mark {
  if (outcome === 'anchored') return 'good';
  return outcome === 'test' ? 'simulated' : 'bad';
}

function chainSentence(
  { outcome, anchor = '?' }: VerificationReport['chain'],
  t: Messages['prove']['row']['chain'],
): string {
  return outcome === 'anchored' || outcome === 'test' ? t[outcome](anchor) : t[outcome];
}
