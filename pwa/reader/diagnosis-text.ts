import type { TraceEntry } from '../../core/worker/protocol.ts';
import { version } from '../../package.json';
import { traceLines } from '../session/support-text.ts';
import { troubleSeen, type Seen } from './diagnosis.ts';

/**
 * The diagnosis as plain text for support, the same in both languages. Nothing in it is about a person: no serial
 * number, no certificate, and no dates either, since a certificate ends on its holder's birthday.
 */
export function diagnosisText(seen: Seen, userAgent: string, trace: readonly TraceEntry[]): string {
  const { abilities, allowed, reader, readerError, field, link, card, ms, cardError } = seen;
  const yes = (is: boolean | undefined): string => (is === undefined ? '?' : is ? 'yes' : 'no');
  const trouble = troubleSeen(seen);
  const lines: (string | false | undefined)[] = [
    `Kazasu ${version} diagnosis`,
    `browser: ${browserOf(userAgent)}, ${abilities.system}, webusb ${yes(abilities.webUsb)}, secure ${yes(abilities.secure)}`,
    reader
      ? `reader: ${reader.model}, ${reader.route}, firmware ${reader.firmware ?? '?'}, serial ${yes(reader.hasSerial)}, proven ${yes(reader.proven)}`
      : `reader: none open, ${allowed} allowed`,
    (trouble !== undefined || readerError !== undefined) &&
      `trouble: ${[trouble?.name, readerError && `${readerError.code} ${JSON.stringify(readerError.detail)}`]
        .filter(Boolean)
        .join(' ')}`,
    field && `field: ${field}`,
    link &&
      `link: ${[
        link.technology && `type ${link.technology}`,
        link.bitRate && `${link.bitRate} kbit/s`,
        link.fsc && `fsc ${link.fsc}`,
        link.fsd && `fsd ${link.fsd}`,
        link.fwt && `fwt ${link.fwt.toFixed(1)} ms`,
        `command ${link.maxCommandData}`,
        `response ${link.maxResponseData}`,
      ]
        .filter(Boolean)
        .join(', ')}`,
    cardError && `card: ${cardError.code} ${JSON.stringify(cardError.detail)}`,
    card && `card: ${card.token.kind}${ms === undefined ? '' : `, read in ${Math.round(ms)} ms`}`,
    card &&
      `tries: ${Object.entries(card.pins)
        .map(([name, pin]) => `${name} ${pin.state === 'tries' ? pin.left : pin.state}`)
        .join(', ')}`,
    card &&
      `certificates: authentication ${card.authentication?.state ?? 'not found'}, availability ${card.availability.raw || 'none'}`,
    card && `expiry: ${card.expiry ? 'told' : 'not told'}`,
    ...traceLines(trace),
  ];
  return lines.filter(Boolean).join('\n');
}

/** name and main version only */
function browserOf(userAgent: string): string {
  return (
    /(?:Edg|OPR|Chrome|Firefox|Version)\/\d+/.exec(userAgent.replace(/Chrome(?=.*(?:Edg|OPR)\/)/, ''))?.[0] ??
    '?'
  );
}
