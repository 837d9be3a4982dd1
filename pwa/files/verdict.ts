import type { CmsCheck, CmsReport } from '../../core/pki/cms/report.ts';

/**
 * One heading over the rows, never in place of them. `right` is said only when everything that can be checked is as
 * it should be and the chain ends at a pinned root (services.md 1.5, R3 and R4).
 * - `simulated`: all that, under a root of the software card
 * - `attention`: content and signature fit, a row warns
 * - `incomplete`: the file is missing
 * - `unfit`: the certificate is none to accept a signature by
 * - `wrong`: content, signature and certificate do not belong together
 * - `unreadable`: nothing to check
 */
export type Verdict = 'right' | 'simulated' | 'attention' | 'incomplete' | 'unfit' | 'wrong' | 'unreadable';

export function verdictOf(check: CmsCheck): Verdict {
  if (check.format !== 'ok') return 'unreadable';
  const { report } = check;
  if (isWrong(report)) return 'wrong';
  if (report.content === 'absent') return 'incomplete';
  if (isUnfit(report)) return 'unfit';
  if (warns(report)) return 'attention';
  return report.chain.outcome === 'anchored' ? 'right' : 'simulated';
}

function isWrong({ cryptographic, content, contentType, signingCertificate }: CmsReport): boolean {
  return (
    cryptographic !== 'ok' || content === 'changed' || contentType !== 'ok' || signingCertificate === 'other'
  );
}

function isUnfit({ chain, purpose, revocation }: CmsReport): boolean {
  const rooted = chain.outcome === 'anchored' || chain.outcome === 'test';
  return !rooted || purpose !== 'ok' || revocation === 'revoked';
}

function warns({ period, periodAtSigning, signingCertificate, revocation }: CmsReport): boolean {
  return (
    period !== 'ok' || periodAtSigning !== 'ok' || signingCertificate !== 'ok' || revocation === 'unknown'
  );
}
