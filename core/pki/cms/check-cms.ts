import { readOid } from '../../bytes/der-oid.ts';
import { TAG, type DerElement } from '../../bytes/der.ts';
import { equal } from '../../bytes/equal.ts';
import { sha256 } from '../../bytes/sha256.ts';
import { attempt } from '../../error/attempt.ts';
import type { Anchor } from '../anchors.ts';
import type { CertificatePurpose } from '../certificate.ts';
import { checkPeriod } from '../check-period.ts';
import { parseCertificate } from '../parse-certificate.ts';
import { verifyWithCertificate } from '../verify-signature.ts';
import { readTime } from '../x509/time.ts';
import { OID } from './oid.ts';
import { readCms, type ReadableCms } from './read-cms.ts';
import type { CmsCheck, CmsReport, ContentOutcome } from './report.ts';
import { checkSigningCertificate } from './signing-certificate.ts';

export interface CmsToCheck {
  /** the `.p7s` or `.p7m`, DER */
  readonly cms: Uint8Array;
  /** SHA-256 of the file beside it; absent for a `.p7m` that carries its content */
  readonly contentDigest?: Uint8Array;
  readonly expectedPurpose: CertificatePurpose;
  /** the time the dates are judged at, besides the claimed signing time */
  readonly now: Date;
  readonly anchors: readonly Anchor[];
}

/** attributes that are looked at; all others are named in `notChecked` */
const CHECKED: readonly string[] = [
  OID.contentType,
  OID.messageDigest,
  OID.signingTime,
  OID.signingCertificateV2,
];

/** Checks a CMS signature in the order of services.md 5.3. Total: any bytes end in a named outcome. */
export async function checkCms(input: CmsToCheck): Promise<CmsCheck> {
  const cms = readCms(input.cms);
  if (typeof cms === 'string') return { format: cms };
  const { certificate, signedBytes, signature, content } = cms;
  const { report, root } = await verifyWithCertificate(certificate, { ...input, signedBytes, signature });
  const time = valueOf(cms, OID.signingTime);
  const signingTime = time && attempt(() => readTime(time));
  const unread = time === undefined ? 'no-signing-time' : 'unreadable';
  const checked: CmsReport = {
    ...report,
    periodAtSigning: signingTime ? checkPeriod(certificate, root?.certificate, signingTime) : unread,
    contentType: hasPlainContent(cms) ? 'ok' : 'other',
    content: await checkContent(cms, input.contentDigest),
    signingCertificate: await checkSigningCertificate(valueOf(cms, OID.signingCertificateV2), certificate),
  };
  return {
    format: 'ok',
    report: checked,
    certificate: await parseCertificate(certificate.der),
    ...(signingTime && { signingTime }),
    ...(content && { content }),
    notChecked: [...cms.signedAttributes, ...cms.unsignedAttributes]
      .map(({ type }) => type)
      .filter((type) => !CHECKED.includes(type)),
  };
}

/** The one value of a signed attribute. */
function valueOf({ signedAttributes }: ReadableCms, type: string): DerElement | undefined {
  return signedAttributes.find((attribute) => attribute.type === type)?.values[0];
}

/** The container says plain data, and the signer said the same. */
function hasPlainContent(cms: ReadableCms): boolean {
  const value = valueOf(cms, OID.contentType);
  return cms.contentType === OID.data && value !== undefined && attempt(() => readOid(value)) === OID.data;
}

/** Every content there is, inside and beside, must be the one signed. */
async function checkContent(cms: ReadableCms, beside: Uint8Array | undefined): Promise<ContentOutcome> {
  const value = valueOf(cms, OID.messageDigest);
  const inside = cms.content && (await sha256(cms.content));
  const digests = [inside, beside].filter((digest) => digest !== undefined);
  if (digests.length === 0) return 'absent';
  const isSigned = (digest: Uint8Array): boolean =>
    value?.tag === TAG.octetString && equal(value.content, digest);
  return digests.every(isSigned) ? 'ok' : 'changed';
}
