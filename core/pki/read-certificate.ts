import { KazasuError } from '../error/kazasu-error.ts';
import { readX509, type X509Certificate } from './x509/certificate.ts';

/** a JPKI certificate has about 1.6 kB (card.md 4.2) */
const MAX_CERTIFICATE_BYTES = 8192;

/**
 * The door for certificates from outside.
 * @param der one certificate and nothing after it: the filler of a card's file is the caller's to cut
 * @throws KazasuError `certificate.malformed`, `certificate.too-large` (above 8192 bytes); no other
 */
export function readCertificate(der: Uint8Array): X509Certificate {
  if (der.length > MAX_CERTIFICATE_BYTES) throw new KazasuError('certificate.too-large');
  try {
    return readX509(der);
  } catch (cause) {
    throw new KazasuError('certificate.malformed', {}, { cause });
  }
}
