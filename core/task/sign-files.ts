import { readCertificate } from '../card/jpki-certificate.ts';
import { signDigestInfo } from '../card/jpki-sign.ts';
import { equal } from '../bytes/equal.ts';
import { sha256 } from '../bytes/sha256.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { JpkiCertificate } from '../pki/certificate.ts';
import { sha256DigestInfo } from '../pki/digest-info.ts';
import type { VerificationReport } from '../pki/report.ts';
import type { ShelvedFile } from './file-shelf.ts';
import type { GateRefusal, PinInput } from './pin-gate.ts';
import type { NoCertificate } from './prove.ts';
import type { Task, TaskContext } from './task.ts';
import { withVerifiedPin } from './with-verified-pin.ts';

export interface SignFilesInput extends PinInput {
  /** in the order of signing; `attached`: the file goes inside the signature (`.p7m`) */
  readonly files: readonly { readonly ticket: string; readonly attached: boolean }[];
}

export interface SignedFile {
  /** name of the file that was signed */
  readonly name: string;
  readonly attached: boolean;
  /** DER: a `.p7m` when attached, else a `.p7s` */
  readonly cms: Uint8Array;
}

export interface SignedFiles {
  readonly outcome: 'done';
  readonly files: readonly SignedFile[];
  /** the signer, as the certificate says */
  readonly signer: JpkiCertificate;
  /** of the last signature; all come from one certificate at one time */
  readonly report: VerificationReport;
}

/** a `.p7m` is for small files: others keep the signature beside them */
export const MAX_ATTACHED = 1024 * 1024;

/**
 * Signs files with the signing key under one password, each with a signature of its own: CMS, CAdES B-B
 * (services.md 5.1). What the card returns is checked with the certificate's key before it is given out (card.md 3.4).
 * When anything fails, no signature is given out at all.
 */
export const signFiles: Task<SignFilesInput, SignedFiles | GateRefusal | NoCertificate> = async (
  context,
  input,
) => {
  const { card, shelf, progress } = context;
  // whatever can be known to fail is found before a password is tried
  const files = input.files.map(({ ticket, attached }) => ({ file: shelf.get(ticket), attached }));
  if (files.length === 0) throw new KazasuError('file.unknown');
  if (files.some(({ file, attached }) => attached && file.size > MAX_ATTACHED))
    throw new KazasuError('file.too-large');
  const contents: (Uint8Array | undefined)[] = [];
  for (const { file, attached } of files) contents.push(attached ? await contentOf(file) : undefined);

  return withVerifiedPin(context, 'signing', input, async () => {
    const certificate = await readCertificate(card, 'signing', {
      onProgress: (done, total) => progress({ step: 'read-certificate', done, total }),
    });
    if (!certificate) return { outcome: 'no-certificate' };
    const { assembleCms, parseCertificate, signedAttributes } = await import('./signing-formats.ts');
    const signer = await parseCertificate(certificate);
    const signed: SignedFile[] = [];
    let report: VerificationReport | undefined;
    for (const [i, { file, attached }] of files.entries()) {
      progress({ step: 'sign', done: i, total: files.length });
      const attributes = await signedAttributes({
        contentDigest: file.digest,
        certificate,
        signingTime: context.now(),
      });
      const signature = await signDigestInfo(card, 'signing', sha256DigestInfo(await sha256(attributes)));
      report = await check(context, certificate, attributes, signature);
      const content = contents[i];
      const cms = assembleCms({ attributes, signature, certificate, ...(content && { content }) });
      signed.push({ name: file.name, attached, cms });
    }
    if (!report) throw new KazasuError('file.unknown');
    return { outcome: 'done', files: signed, signer, report };
  });
};

async function check(
  { card, now, progress }: TaskContext,
  certificate: Uint8Array,
  signedBytes: Uint8Array,
  signature: Uint8Array,
): Promise<VerificationReport> {
  progress({ step: 'check' });
  const { reportOn } = await import('./login-report.ts');
  const input = { certificate, signedBytes, signature, expectedPurpose: 'signing', now: now() } as const;
  const report = await reportOn(input, card.link.simulated);
  if (report.cryptographic !== 'ok') throw new KazasuError('signature.wrong');
  return report;
}

/** @throws KazasuError `file.unreadable` when it is not the file any more whose digest was shown */
async function contentOf({ blob, digest }: ShelvedFile): Promise<Uint8Array> {
  let content: Uint8Array;
  try {
    content = new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new KazasuError('file.unreadable', {}, { cause });
  }
  if (!equal(await sha256(content), digest)) throw new KazasuError('file.unreadable', { what: 'changed' });
  return content;
}
