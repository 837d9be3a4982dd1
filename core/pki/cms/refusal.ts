import { refusalOf, type Refusal } from '../refusal.ts';
import type { CmsCheck, CmsFault, CmsReport } from './report.ts';

/** Why a signed file is not accepted: the first check that says no. */
export type CmsRefusal =
  | CmsFault
  | Refusal
  | 'period-at-signing'
  | 'content-type'
  | `content-${Exclude<CmsReport['content'], 'ok'>}`
  | `signing-certificate-${Exclude<CmsReport['signingCertificate'], 'ok'>}`;

/** As `refusalOf`, with the checks that CMS adds. Without a claimed signing time there is none to be outside of. */
export function refusalOfCms(check: CmsCheck, mode: 'production' | 'test'): CmsRefusal | undefined {
  if (check.format !== 'ok') return check.format;
  const { report } = check;
  const refusal = refusalOf(report, mode);
  if (refusal !== undefined && refusal !== 'revoked') return refusal;
  const { periodAtSigning, contentType, content, signingCertificate } = report;
  if (periodAtSigning !== 'ok' && periodAtSigning !== 'no-signing-time') return 'period-at-signing';
  if (contentType !== 'ok') return 'content-type';
  if (content !== 'ok') return `content-${content}`;
  if (signingCertificate !== 'ok') return `signing-certificate-${signingCertificate}`;
  return refusal;
}
