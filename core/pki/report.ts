import type { CertificatePurpose } from './certificate.ts';

/**
 * How the certificate hangs on a pinned root (services.md 5.3, steps 2–5).
 * - `anchored`: signed by a J-LIS root
 * - `test`: signed by a root of the software card; never counts as `anchored`
 * - `leaf-is-authority`, `self-signed`: not a holder's certificate
 * - `critical-extension`: it carries a critical extension nobody here can read (RFC 5280 section 4.2)
 * - `unknown-issuer`: no pinned root has the issuer's name, or it names a key that is not pinned
 * - `unfit-anchor`: the root may not sign certificates
 * - `broken`: a pinned root has the issuer's name, but none of those roots made the signature
 */
export type ChainOutcome =
  | 'anchored'
  | 'test'
  | 'leaf-is-authority'
  | 'self-signed'
  | 'critical-extension'
  | 'unknown-issuer'
  | 'unfit-anchor'
  | 'broken';

export interface ChainReport {
  readonly outcome: ChainOutcome;
  /** name of the root, when the certificate was signed by one */
  readonly anchor?: string;
}

/** Dates of the certificate, then of its root, at the time asked about. */
export type PeriodOutcome = 'ok' | 'not-yet-valid' | 'expired' | 'issuer-not-yet-valid' | 'issuer-expired';

/**
 * Whether the certificate is the one for this use (services.md 5.3 step 7, R5).
 * - `other-purpose`: it is the card's other certificate
 * - `policy`: no policy of this purpose, or the policy of a test card under a real root
 * - `key-usage`: the policy fits, the key usage does not
 * - `authority`: issued by the root of the other purpose
 */
export type PurposeOutcome = 'ok' | 'other-purpose' | 'policy' | 'key-usage' | 'authority';

/** `not-checked` until a provider of revocation information has answered (services.md 1.2). */
export type RevocationOutcome = 'not-checked' | 'good' | 'revoked' | 'unknown';

/** Who says what time it is: this device, or a time-stamping authority. */
export type TimeSource = 'device' | 'trusted';

/** What was checked and what came out; there is no single yes on purpose (architecture.md 5). */
export interface VerificationReport {
  /** the signature over the bytes, by the certificate's key */
  readonly cryptographic: 'ok' | 'failed';
  readonly chain: ChainReport;
  readonly period: PeriodOutcome;
  readonly purpose: PurposeOutcome;
  readonly expectedPurpose: CertificatePurpose;
  readonly revocation: RevocationOutcome;
  readonly time: TimeSource;
}
