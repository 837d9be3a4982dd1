import type { ErrorCode } from '../../error/codes.ts';
import { KazasuError, type Sent } from '../../error/kazasu-error.ts';

/** The draft's `SmartCardResponseCode`s; for `transmit`: whether the card can have heard of the command. */
const CODES: Readonly<Record<string, { readonly code: ErrorCode; readonly sent?: Sent }>> = {
  'no-service': { code: 'reader.no-service' },
  'no-smartcard': { code: 'card.none', sent: 'no' },
  'not-ready': { code: 'reader.failed' },
  'not-transacted': { code: 'reader.failed' },
  'proto-mismatch': { code: 'card.foreign', sent: 'no' },
  'reader-unavailable': { code: 'reader.lost' },
  'removed-card': { code: 'card.lost' },
  'reset-card': { code: 'card.lost', sent: 'no' },
  'server-too-busy': { code: 'reader.busy' },
  'sharing-violation': { code: 'reader.busy', sent: 'no' },
  'system-cancelled': { code: 'reader.failed' },
  'unknown-reader': { code: 'reader.lost', sent: 'no' },
  'unpowered-card': { code: 'card.lost', sent: 'no' },
  'unresponsive-card': { code: 'card.foreign' },
  'unsupported-card': { code: 'card.foreign' },
  'unsupported-feature': { code: 'reader.failed' },
};

/** What an error of the Web Smart Card API means at this step; `transmit` is the one that may have reached the card. */
export function smartCardError(step: 'list' | 'connect' | 'transmit' | 'reset', cause: unknown): KazasuError {
  if (cause instanceof KazasuError) return cause;
  const { responseCode, name } = cause as { readonly responseCode?: string; readonly name?: string };
  const known = responseCode === undefined ? undefined : CODES[responseCode];
  const code = known?.code ?? plain(name);
  const sent = step === 'transmit' ? (known?.sent ?? 'unknown') : 'no';
  return new KazasuError(code, { what: code === 'reader.busy' ? 'claim' : step, sent }, { cause });
}

/** what the draft gives as a DOMException without a code of PC/SC */
function plain(name: string | undefined): ErrorCode {
  if (name === 'SecurityError' || name === 'NotAllowedError') return 'reader.not-permitted';
  if (name === 'AbortError') return 'reader.busy'; // our own patience with another program's transaction
  return 'reader.failed';
}
