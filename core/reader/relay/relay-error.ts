import type { ErrorCode } from '../../error/codes.ts';
import { KazasuError, type Sent } from '../../error/kazasu-error.ts';
import type { RelayFault } from './protocol.ts';

const CODES: Readonly<Record<RelayFault, ErrorCode>> = {
  'not-paired': 'reader.no-host',
  'wrong-code': 'reader.no-host',
  locked: 'reader.no-host',
  version: 'reader.host-version',
  'bad-request': 'reader.host-version',
  'no-service': 'reader.no-service',
  'no-reader': 'reader.lost',
  'no-card': 'card.none',
  foreign: 'card.foreign',
  busy: 'reader.busy',
  removed: 'card.lost',
  reset: 'card.lost',
  'no-connection': 'card.lost',
  failed: 'reader.failed',
};

/** What the host's refusal of `what` means here. A command it says nothing about may have reached the card. */
export function relayError(fault: RelayFault, what: string, sent: Sent): KazasuError {
  return new KazasuError(CODES[fault], { what: fault === 'busy' ? 'claim' : `${what}: ${fault}`, sent });
}
