import type { CertificatePurpose } from './certificate.ts';
import type { Chain } from './check-chain.ts';
import { keyUsageFits, POLICY, purposeOfPolicies } from './jpki-profile.ts';
import type { PurposeOutcome } from './report.ts';
import type { X509Certificate } from './x509/certificate.ts';

/**
 * Whether the certificate serves this purpose (services.md 5.3 step 7): the signing certificate never logs in, the
 * authentication certificate never signs contracts (R5), a test policy counts under a test root only.
 */
export function checkPurpose(
  { extensions: { policies, keyUsage } }: X509Certificate,
  chain: Chain,
  expected: CertificatePurpose,
): PurposeOutcome {
  const counted = chain.outcome === 'test' ? policies : policies.filter((oid) => oid !== POLICY.testSigning);
  const stated = purposeOfPolicies(counted);
  if (stated === undefined) return 'policy';
  if (stated !== expected) return 'other-purpose';
  if (!keyUsageFits(keyUsage, expected)) return 'key-usage';
  return chain.root === undefined || chain.root.issues === expected ? 'ok' : 'authority';
}
