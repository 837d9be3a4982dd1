import { fromBase64url } from '../bytes/base64url.ts';
import type { CertificatePurpose } from './certificate.ts';
import { JPKI_ROOTS, type RootData } from './jpki-roots.ts';
import { readX509, type X509Certificate } from './x509/certificate.ts';

/** A root that is trusted because it is pinned here; a certificate read from a card never becomes one. */
export interface Anchor {
  readonly name: string;
  readonly issues: CertificatePurpose;
  /** a root of the software card: what it signed is `test`, never `anchored` */
  readonly test: boolean;
  readonly certificate: X509Certificate;
}

/** @throws KazasuError `bytes.malformed` when the data is not a certificate */
export function toAnchor(root: RootData, test: boolean): Anchor {
  const certificate = readX509(fromBase64url(root.certificate));
  return { name: root.name, issues: root.issues, test, certificate };
}

/** The six J-LIS roots: three for each purpose. */
export const JPKI_ANCHORS: readonly Anchor[] = JPKI_ROOTS.map((root) => toAnchor(root, false));
