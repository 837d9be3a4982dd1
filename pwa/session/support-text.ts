import type { KazasuError } from '../../core/error/kazasu-error.ts';
import type { TraceEntry } from '../../core/worker/protocol.ts';
import { version } from '../../package.json';

/** What a person may send to support: code, circumstances and the shape of the last exchanges. No data of the card. */
export function supportText(error: KazasuError, trace: readonly TraceEntry[]): string {
  const { sw, ...detail } = error.detail;
  const circumstances = { ...detail, ...(sw !== undefined && { sw: hex4(sw) }) };
  return [`Kazasu ${version}`, `${error.code} ${JSON.stringify(circumstances)}`, ...traceLines(trace)].join(
    '\n',
  );
}

/** The shape of exchanges, a line each: header, lengths, status word. No data. */
export function traceLines(trace: readonly TraceEntry[]): readonly string[] {
  return trace.map(({ name, header, nc, ne, sw, nr, failed, sent }) =>
    [
      `${header} ${name}`,
      nc !== undefined && nc > 0 && `nc=${nc}`,
      ne !== undefined && `ne=${ne}`,
      sw !== undefined && `sw=${hex4(sw)}`,
      nr !== undefined && nr > 0 && `nr=${nr}`,
      failed !== undefined && `failed=${failed}`,
      sent !== undefined && `sent=${sent}`,
    ]
      .filter((part) => part !== false)
      .join(' '),
  );
}

function hex4(sw: number): string {
  return sw.toString(16).toUpperCase().padStart(4, '0');
}
