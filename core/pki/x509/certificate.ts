import { DerCursor } from '../../bytes/der-cursor.ts';
import { readOid } from '../../bytes/der-oid.ts';
import { malformed, readDer, TAG, type DerElement } from '../../bytes/der.ts';
import { equal } from '../../bytes/equal.ts';
import { readBits } from './bits.ts';
import { readExtensions, type Extensions } from './extensions.ts';
import { readName, type X509Name } from './name.ts';
import { readPublicKey, type X509PublicKey } from './public-key.ts';
import { readTime } from './time.ts';

/** The parts of an X.509 v3 certificate (RFC 5280 section 4.1) that checks need; views into `der`. */
export interface X509Certificate {
  readonly der: Uint8Array;
  /** the signed part */
  readonly tbs: Uint8Array;
  /** OID, the same inside and outside the signed part */
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  /** the whole INTEGER */
  readonly serialNumber: DerElement;
  readonly issuer: X509Name;
  readonly subject: X509Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: X509PublicKey;
  readonly extensions: Extensions;
}

/** RFC 5280 section 4.1.2.2 */
const MAX_SERIAL_BYTES = 20;

/** @throws KazasuError `bytes.malformed` when the bytes are not one DER certificate of version 3 */
export function readX509(der: Uint8Array): X509Certificate {
  const outer = new DerCursor(readDer(der));
  const tbs = outer.take(TAG.sequence);
  const algorithm = outer.take(TAG.sequence);
  const signature = readBits(outer.take());
  outer.end();

  const fields = new DerCursor(tbs);
  const version = new DerCursor(fields.take(), 0xa0).take(TAG.integer);
  if (!equal(version.content, Uint8Array.of(2))) throw malformed();
  const serialNumber = fields.take(TAG.integer);
  if (serialNumber.content.length > MAX_SERIAL_BYTES) throw malformed();
  if (!equal(fields.take(TAG.sequence).der, algorithm.der)) throw malformed();
  const issuer = readName(fields.take());
  const validity = new DerCursor(fields.take());
  const notBefore = readTime(validity.take());
  const notAfter = readTime(validity.take());
  validity.end();
  const subject = readName(fields.take());
  const publicKey = readPublicKey(fields.take());
  const extensions = new DerCursor(fields.take(), 0xa3);
  const list = extensions.take(TAG.sequence);
  extensions.end();
  fields.end();

  return {
    der,
    tbs: tbs.der,
    signatureAlgorithm: readOid(new DerCursor(algorithm).take()),
    signature,
    serialNumber,
    issuer,
    subject,
    notBefore,
    notAfter,
    publicKey,
    extensions: readExtensions(list),
  };
}
