import type { ErrorCode } from './codes.ts';

/** What became of a command that failed: it never left, it left, or nobody can know (architecture.md 3). */
export type Sent = 'no' | 'yes' | 'unknown';

/** What a failure cost the person: the try of a PIN (card.md 2.2). */
export type PinTry = 'not-used' | 'used' | 'unknown';

/** Machine-readable circumstances of an error. Never prose, never personal data, never secrets. */
export interface ErrorDetail {
  readonly sent?: Sent;
  readonly pinTry?: PinTry;
  /** status word of the card, 0..0xFFFF */
  readonly sw?: number;
  /** name of the command or the structure that failed */
  readonly what?: string;
  /** place in the input, in bytes */
  readonly offset?: number;
}

/**
 * The one error of the house: a code from a closed list and its circumstances. Pages turn the code into sentences;
 * docs/errors.md lists cause and remedy of each.
 */
export class KazasuError extends Error {
  override readonly name = 'KazasuError';
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, detail: ErrorDetail = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.detail = detail;
  }
}
