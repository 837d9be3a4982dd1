import type { PeriodOutcome } from './report.ts';

interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Dates of the certificate, then of its root where it is known (services.md 5.3 step 6). */
export function checkPeriod(leaf: Validity, root: Validity | undefined, at: Date): PeriodOutcome {
  const own = placeInPeriod(leaf, at);
  if (own === 'before') return 'not-yet-valid';
  if (own === 'after') return 'expired';
  const issuer = root === undefined ? 'within' : placeInPeriod(root, at);
  if (issuer === 'before') return 'issuer-not-yet-valid';
  return issuer === 'after' ? 'issuer-expired' : 'ok';
}

/** Both ends belong to the period, the last second whole (RFC 5280 section 4.1.2.5). */
export function placeInPeriod({ notBefore, notAfter }: Validity, at: Date): 'before' | 'within' | 'after' {
  if (at.getTime() < notBefore.getTime()) return 'before';
  return at.getTime() < notAfter.getTime() + 1000 ? 'within' : 'after';
}
