import type { JpkiCertificate } from '../certificate.ts';
import type { PeriodOutcome, VerificationReport } from '../report.ts';

/**
 * Why bytes are not a signature that can be checked here (services.md 5.3 step 1).
 * - `too-large`: above 16 MiB
 * - `not-der`: not DER to the last byte, or something follows it
 * - `not-signed-data`: DER, but not a CMS SignedData with X.509 certificates
 * - `no-signer`, `several-signers`: not exactly one; more would vouch for things nobody asked about
 * - `signer-id`: the signer is not named by issuer and serial number
 * - `algorithm`: not RSA PKCS#1 v1.5 with SHA-256
 * - `no-certificate`: the signer's certificate is not inside
 * - `certificate`: it is, but cannot be read
 * - `no-signed-attributes`, `duplicate-attribute`, `missing-attribute`: RFC 5652 section 5.3 asks for content type and
 *   message digest, once each
 */
export type CmsFault =
  | 'too-large'
  | 'not-der'
  | 'not-signed-data'
  | 'no-signer'
  | 'several-signers'
  | 'signer-id'
  | 'algorithm'
  | 'no-certificate'
  | 'certificate'
  | 'no-signed-attributes'
  | 'duplicate-attribute'
  | 'missing-attribute';

/** `other`: the content is not plain data, or the attribute says something else than the container. */
export type ContentTypeOutcome = 'ok' | 'other';

/**
 * Whether the content is what was signed (step 9).
 * - `changed`: its digest is not the signed one; for an attached signature also when the file beside it differs
 * - `absent`: nothing inside and no file given
 */
export type ContentOutcome = 'ok' | 'changed' | 'absent';

/**
 * Whether the signature names the certificate it is checked with (step 10, RFC 5035).
 * - `absent`: no signingCertificateV2; another certificate of the same key could be put in its place
 * - `other`: it names another certificate
 * - `unreadable`: malformed, or by another hash than SHA-256
 */
export type SigningCertificateOutcome = 'ok' | 'absent' | 'other' | 'unreadable';

/** A VerificationReport and what CMS adds; in the order of services.md 5.3. */
export interface CmsReport extends VerificationReport {
  /** the dates at the time the signer's device claimed */
  readonly periodAtSigning: PeriodOutcome | 'no-signing-time' | 'unreadable';
  readonly contentType: ContentTypeOutcome;
  readonly content: ContentOutcome;
  readonly signingCertificate: SigningCertificateOutcome;
}

/** A CMS that could be checked: what came out, and who signed when. */
export interface CheckedCms {
  readonly format: 'ok';
  readonly report: CmsReport;
  readonly certificate: JpkiCertificate;
  /** the time the signer's device claimed */
  readonly signingTime?: Date;
  /** content carried inside (`.p7m`) */
  readonly content?: Uint8Array;
  /** OIDs of attributes that came along and were not looked at, such as a time stamp */
  readonly notChecked: readonly string[];
}

export type CmsCheck = CheckedCms | { readonly format: CmsFault };
