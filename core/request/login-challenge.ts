import { toBase64url } from '../bytes/base64url.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { KazasuError } from '../error/kazasu-error.ts';

/** What the authentication key may be asked to sign: a fresh statement bound to who asks and why (services.md 5.1). */
export interface LoginChallenge {
  /** origin that asks, as the browser tells it: `https://example.jp` */
  readonly origin: string;
  /** closed list: what the signature is for */
  readonly purpose: 'self-check';
  /** fresh random bytes of the asker, 16..64 bytes */
  readonly nonce: Uint8Array;
  readonly time: Date;
}

/**
 * The bytes that are hashed and signed: UTF-8 text of fixed lines, readable as it stands, so that what is shown is
 * what is signed (services.md 1.5, R7). The format is our own.
 * @throws KazasuError `bytes.malformed` for an origin that is none or a nonce of another length
 */
export function challengeBytes(challenge: LoginChallenge): Uint8Array<ArrayBuffer> {
  const { origin, purpose, nonce, time } = challenge;
  if (!isOrigin(origin)) throw new KazasuError('bytes.malformed', { what: 'origin' });
  if (nonce.length < 16 || nonce.length > 64) throw new KazasuError('bytes.malformed', { what: 'nonce' });
  const lines = [
    'Kazasu login proof, version 1',
    `origin: ${origin}`,
    `purpose: ${purpose}`,
    `nonce: ${toBase64url(nonce)}`,
    `time: ${time.toISOString()}`,
    '',
  ];
  return toUtf8(lines.join('\n'));
}

/** An origin is exactly scheme, host and port: a text that its own parse gives back; never `null` (opaque). */
function isOrigin(text: string): boolean {
  if (!/^(https?|chrome-extension):\/\/[^\s/]+$/.test(text)) return false;
  try {
    const { origin, protocol, host } = new URL(text);
    return origin === text || `${protocol}//${host}` === text; // Node says 'null' for chrome-extension
  } catch {
    return false;
  }
}
