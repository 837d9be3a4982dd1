import { equal } from '../bytes/equal.ts';
import type { Anchor } from './anchors.ts';
import type { ChainReport } from './report.ts';
import { isRsaSignature } from './rsa-signature.ts';
import type { X509Certificate } from './x509/certificate.ts';

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
/** Names where revocation lists are. Whether revocation was checked is said elsewhere, so critical does no harm. */
const CRL_DISTRIBUTION_POINTS = '2.5.29.31';

/** What the chain came to, and the root that signed the certificate. */
export interface Chain extends ChainReport {
  readonly root?: Anchor;
}

/**
 * One step from certificate to pinned root (services.md 5.3, steps 2–5). All generations of one authority share a
 * name, so each root of that name is tried by its key.
 */
export async function checkChain(leaf: X509Certificate, anchors: readonly Anchor[]): Promise<Chain> {
  const { extensions } = leaf;
  if (extensions.isAuthority || extensions.keyUsage.includes('keyCertSign'))
    return { outcome: 'leaf-is-authority' };
  if (equal(leaf.issuer.der, leaf.subject.der)) return { outcome: 'self-signed' };
  if (extensions.others.some(({ critical, oid }) => critical && oid !== CRL_DISTRIBUTION_POINTS))
    return { outcome: 'critical-extension' };

  const named = anchors.filter(({ certificate }) => mayHaveIssued(certificate, leaf));
  if (named.length === 0) return { outcome: 'unknown-issuer' };
  for (const root of named) {
    if (!(await isSignedBy(leaf, root.certificate))) continue;
    if (!mayIssue(root.certificate)) return { outcome: 'unfit-anchor', anchor: root.name };
    return { outcome: root.test ? 'test' : 'anchored', anchor: root.name, root };
  }
  return { outcome: 'broken' };
}

/** Same name, and the same key id where both state one. */
function mayHaveIssued(root: X509Certificate, leaf: X509Certificate): boolean {
  if (!equal(root.subject.der, leaf.issuer.der)) return false;
  const named = leaf.extensions.authorityKeyId;
  const own = root.extensions.subjectKeyId;
  return named === undefined || own === undefined || equal(named, own);
}

function mayIssue({ extensions }: X509Certificate): boolean {
  return extensions.isAuthority && extensions.keyUsage.includes('keyCertSign');
}

async function isSignedBy(leaf: X509Certificate, root: X509Certificate): Promise<boolean> {
  if (leaf.signatureAlgorithm !== SHA256_WITH_RSA) return false;
  return isRsaSignature(root.publicKey.spki, leaf.tbs, leaf.signature);
}
