import type { CmsCheck, CmsReport } from '../../core/pki/cms/report.ts';
import type { Messages } from '../messages/ja.ts';
import { type Mark, reportRows } from '../pages/report-rows.ts';

type RowMessages = Messages['prove']['row'] & Messages['check']['row'];

export interface CmsRow {
  readonly check: keyof RowMessages;
  readonly mark: Mark;
  readonly sentence: string;
}

/** One named row for each check, in the order of services.md 5.3; of an unreadable signature the first alone. */
export function cmsRows(check: CmsCheck, t: RowMessages): readonly CmsRow[] {
  const format: CmsRow = {
    check: 'format',
    mark: check.format === 'ok' ? 'good' : 'bad',
    sentence: t.format[check.format],
  };
  if (check.format !== 'ok') return [format];
  const { report } = check;
  const shared = reportRows(report, t);
  const of = (wanted: CmsRow['check']): readonly CmsRow[] => shared.filter((row) => row.check === wanted);
  return [
    format,
    ...of('chain'),
    ...of('period'),
    atSigning(report, t),
    ...of('purpose'),
    ...of('cryptographic'),
    {
      check: 'contentType',
      mark: report.contentType === 'ok' ? 'good' : 'bad',
      sentence: t.contentType[report.contentType],
    },
    { check: 'content', mark: CONTENT[report.content], sentence: t.content[report.content] },
    {
      check: 'signingCertificate',
      mark: NAMED[report.signingCertificate],
      sentence: t.signingCertificate[report.signingCertificate],
    },
    ...of('revocation'),
    ...of('time'),
  ];
}

const CONTENT = { ok: 'good', changed: 'bad', absent: 'open' } as const;
const NAMED = { ok: 'good', absent: 'attention', other: 'bad', unreadable: 'attention' } as const;

function atSigning({ periodAtSigning }: CmsReport, t: RowMessages): CmsRow {
  return {
    check: 'periodAtSigning',
    mark: periodAtSigning === 'ok' ? 'good' : 'attention',
    sentence: t.periodAtSigning[periodAtSigning],
  };
}
