import type { Anchor } from './anchors.ts';
import type { CertificatePurpose } from './certificate.ts';
import { checkChain } from './check-chain.ts';
import { checkPeriod } from './check-period.ts';
import { checkPurpose } from './check-purpose.ts';
import { readCertificate } from './read-certificate.ts';
import type { VerificationReport } from './report.ts';
import { isRsaSignature } from './rsa-signature.ts';
import type { X509Certificate } from './x509/certificate.ts';

export interface SignatureToVerify {
  /** DER of the signer's certificate */
  readonly certificate: Uint8Array;
  /** what was signed: the bytes themselves, not their hash */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly expectedPurpose: CertificatePurpose;
  /** the time the dates are judged at */
  readonly now: Date;
  /** the pinned roots; `anchors.ts`, with `test-anchors.ts` where the software card is allowed */
  readonly anchors: readonly Anchor[];
}

/**
 * Checks a PKCS#1 v1.5 SHA-256 signature and the certificate it is said to be from, in the order of services.md 5.3.
 * Every check is made and reported; revocation is `not-checked` here, and the time is the caller's own.
 * @throws KazasuError `certificate.malformed`, `certificate.too-large`
 */
export async function verifySignature(input: SignatureToVerify): Promise<VerificationReport> {
  const { report } = await verifyWithCertificate(readCertificate(input.certificate), input);
  return report;
}

/** The same with a certificate already read; also gives the root, for whoever has more dates to judge. */
export async function verifyWithCertificate(
  certificate: X509Certificate,
  input: Omit<SignatureToVerify, 'certificate'>,
): Promise<{ readonly report: VerificationReport; readonly root: Anchor | undefined }> {
  const chain = await checkChain(certificate, input.anchors);
  const isSound = await isRsaSignature(certificate.publicKey.spki, input.signedBytes, input.signature);
  const report: VerificationReport = {
    cryptographic: isSound ? 'ok' : 'failed',
    chain: { outcome: chain.outcome, ...(chain.anchor !== undefined && { anchor: chain.anchor }) },
    period: checkPeriod(certificate, chain.root?.certificate, input.now),
    purpose: checkPurpose(certificate, chain, input.expectedPurpose),
    expectedPurpose: input.expectedPurpose,
    revocation: 'not-checked',
    time: 'device',
  };
  return { report, root: chain.root };
}
