import type { ChainOutcome, PeriodOutcome, PurposeOutcome, VerificationReport } from './report.ts';

/** Why a signature is not accepted: the first check that says no. */
export type Refusal =
  | Exclude<ChainOutcome, 'anchored' | 'test'>
  | 'test-root'
  | Exclude<PeriodOutcome, 'ok'>
  | Exclude<PurposeOutcome, 'ok'>
  | 'signature'
  | 'revoked';

/**
 * The rules R4 and R5 of services.md 1.5: the first reason to refuse, in the order of services.md 5.3. None does not
 * mean 有効: without a revocation answer nobody may say so (R3).
 * @param mode `production` refuses what the software card signed
 */
export function refusalOf(report: VerificationReport, mode: 'production' | 'test'): Refusal | undefined {
  const { chain, period, purpose } = report;
  if (chain.outcome === 'test') {
    if (mode === 'production') return 'test-root';
  } else if (chain.outcome !== 'anchored') return chain.outcome;
  if (period !== 'ok') return period;
  if (purpose !== 'ok') return purpose;
  if (report.cryptographic !== 'ok') return 'signature';
  return report.revocation === 'revoked' ? 'revoked' : undefined;
}
