import { KazasuError } from '../error/kazasu-error.ts';

/** Base64url without padding (RFC 4648 section 5). */
export function toBase64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws KazasuError `bytes.malformed` for padding, white space, a foreign character or left-over bits */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1)
    throw new KazasuError('bytes.malformed', { what: 'base64url' });
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  // one text per value: bits that atob throws away must be zero
  if (toBase64url(bytes) !== text) throw new KazasuError('bytes.malformed', { what: 'base64url' });
  return bytes;
}
