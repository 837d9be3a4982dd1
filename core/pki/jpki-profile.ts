import type { CertificatePurpose, JpkiCertificate } from './certificate.ts';

/** Certificate policies (card.md 4.2). */
export const POLICY = {
  authentication: '1.2.392.200149.8.5.1.3.30',
  signing: '1.2.392.200149.8.5.1.1.20',
  /** of J-LIS test cards; counts under a test root only */
  testSigning: '1.2.392.200149.8.5.1.0.20',
} as const;

/** otherName types of the signing certificate's subjectAltName (card.md 4.3). */
export const HOLDER_OID = {
  name: '1.2.392.200149.8.5.5.1',
  nameSubstitutes: '1.2.392.200149.8.5.5.2',
  sex: '1.2.392.200149.8.5.5.3',
  birthDate: '1.2.392.200149.8.5.5.4',
  address: '1.2.392.200149.8.5.5.5',
  addressSubstitutes: '1.2.392.200149.8.5.5.6',
} as const;

/** Purpose that the policies name, whether or not the key usage agrees. */
export function purposeOfPolicies(policies: readonly string[]): CertificatePurpose | undefined {
  if (policies.includes(POLICY.authentication)) return 'authentication';
  if (policies.includes(POLICY.signing) || policies.includes(POLICY.testSigning)) return 'signing';
  return undefined;
}

/** digitalSignature for both; nonRepudiation for signing, and for signing alone (card.md 4.2). */
export function keyUsageFits(keyUsage: readonly string[], purpose: CertificatePurpose): boolean {
  const signsContracts = keyUsage.includes('nonRepudiation');
  return keyUsage.includes('digitalSignature') && signsContracts === (purpose === 'signing');
}

/** What the certificate says it is for; `unknown` when policy and key usage fit no profile together. */
export function purposeOf(
  policies: readonly string[],
  keyUsage: readonly string[],
  isAuthority: boolean,
): JpkiCertificate['purpose'] {
  if (isAuthority || keyUsage.includes('keyCertSign')) return 'authority';
  const purpose = purposeOfPolicies(policies);
  return purpose !== undefined && keyUsageFits(keyUsage, purpose) ? purpose : 'unknown';
}
