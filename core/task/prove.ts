import { identityOf } from '../card/identify-card.ts';
import { readCertificate } from '../card/jpki-certificate.ts';
import { signDigestInfo } from '../card/jpki-sign.ts';
import { selectApplication } from '../card/select-application.ts';
import { sha256 } from '../bytes/sha256.ts';
import { fromUtf8 } from '../bytes/utf8.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import { sha256DigestInfo } from '../pki/digest-info.ts';
import type { VerificationReport } from '../pki/report.ts';
import { challengeBytes, type LoginChallenge } from '../request/login-challenge.ts';
import type { GateRefusal, PinInput } from './pin-gate.ts';
import type { Task } from './task.ts';
import { withVerifiedPin } from './with-verified-pin.ts';

export interface ProveInput extends PinInput {
  readonly challenge: Omit<LoginChallenge, 'time'>;
}

export interface Proof {
  readonly outcome: 'done';
  /** what was signed, as text and as bytes */
  readonly statement: string;
  readonly signed: Uint8Array;
  /** 256 bytes, PKCS#1 v1.5 with SHA-256 */
  readonly signature: Uint8Array;
  /** DER */
  readonly certificate: Uint8Array;
  readonly report: VerificationReport;
}

/** the card holds no authentication certificate, or keeps it behind a PIN: nothing was tried */
export interface NoCertificate {
  readonly outcome: 'no-certificate';
}

/**
 * Signs a challenge with the authentication key and checks the result as a verifier would (card.md 3.4, services.md
 * 5.3). The statement is composed here from its parts: no hash from outside is ever signed (R7), and no other key
 * logs in (R5).
 */
export const prove: Task<ProveInput, Proof | GateRefusal | NoCertificate> = async (context, input) => {
  const { card, now, progress } = context;
  const signed = challengeBytes({ ...input.challenge, time: now() });
  const onProgress = (done: number, total: number): void =>
    progress({ step: 'read-certificate', done, total });

  progress({ step: 'identify' });
  if (
    card.memory.certificates.get('authentication') === undefined &&
    !(await selectApplication(card, 'jpki'))
  ) {
    return { outcome: 'not-on-card' };
  }
  const certificate = await readCertificate(card, 'authentication', { onProgress });
  if (!certificate) return { outcome: 'no-certificate' };
  card.memory.identity ??= await identityOf(certificate);

  return withVerifiedPin(context, 'authentication', input, async () => {
    progress({ step: 'sign' });
    const signature = await signDigestInfo(card, 'authentication', sha256DigestInfo(await sha256(signed)));
    progress({ step: 'check' });
    const { reportOn } = await import('./login-report.ts');
    const report = await reportOn(
      { certificate, signedBytes: signed, signature, expectedPurpose: 'authentication', now: now() },
      card.link.simulated,
    );
    if (report.cryptographic !== 'ok') throw new KazasuError('signature.wrong');
    return { outcome: 'done', statement: fromUtf8(signed), signed, signature, certificate, report };
  });
};
