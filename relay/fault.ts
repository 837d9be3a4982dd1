import type { RelayFault, RelaySent } from '../core/reader/relay/protocol.ts';

/** A refusal on its way to the client: what it is told, and nothing else. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly fault: RelayFault;
  readonly sent: RelaySent;

  constructor(fault: RelayFault, sent: RelaySent = 'no', options?: { cause?: unknown }) {
    super(fault, options);
    this.fault = fault;
    this.sent = sent;
  }
}

/** Names of PC/SC's codes as pcsc-mini gives them; all others are `failed`. */
const FAULTS: Readonly<Record<string, RelayFault>> = {
  NoService: 'no-service',
  ServiceStopped: 'no-service',
  Shutdown: 'no-service',
  UnknownReader: 'no-reader',
  ReaderUnavailable: 'no-reader',
  NoReadersAvailable: 'no-reader',
  NoSmartCard: 'no-card',
  RemovedCard: 'removed',
  ResetCard: 'reset',
  SharingViolation: 'busy',
  UnresponsiveCard: 'foreign',
  UnpoweredCard: 'foreign',
  UnsupportedCard: 'foreign',
  CardUnsupported: 'foreign',
  ProtoMismatch: 'foreign',
};

/** PC/SC refused these before the card heard of the command; after any other failure nobody knows. */
const NOT_SENT: readonly RelayFault[] = ['reset', 'busy', 'no-card', 'no-reader', 'foreign'];

/** What PC/SC's failure means. `command`: while an APDU was given to it. */
export function pcscFault(error: unknown, command = false): Fault {
  if (error instanceof Fault) return error;
  const { code = '' } = error as { code?: string };
  const fault = FAULTS[code] ?? 'failed';
  return new Fault(fault, command && !NOT_SENT.includes(fault) ? 'unknown' : 'no', { cause: error });
}
