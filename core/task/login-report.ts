import { JPKI_ANCHORS } from '../pki/anchors.ts';
import type { VerificationReport } from '../pki/report.ts';
import { TEST_ANCHORS } from '../pki/test-anchors.ts';
import { verifySignature, type SignatureToVerify } from '../pki/verify-signature.ts';

/**
 * Checks a signature a card has just made. The roots of the software card count only on a simulated link: a real
 * reader with a test certificate behind it has an unknown issuer (R4).
 */
export function reportOn(
  input: Omit<SignatureToVerify, 'anchors'>,
  simulated: boolean,
): Promise<VerificationReport> {
  return verifySignature({
    ...input,
    anchors: simulated ? [...JPKI_ANCHORS, ...TEST_ANCHORS] : JPKI_ANCHORS,
  });
}
