import type { LinkInfo } from '../apdu/card-connection.ts';
import type { ApplicationName } from './applications.ts';
import { declaresExtendedLength } from './declares-extended-length.ts';

/**
 * What was found out about one card on one connection, and nothing beyond it: how it likes to be addressed,
 * what is selected, who it is. A new connection starts with an empty memory (architecture.md 3).
 */
export class CardMemory {
  /** Does it take a short EF identifier in READ BINARY, in VERIFY, in the signature command? undefined: not known yet */
  shortEf: { read?: boolean; verify?: boolean; sign?: boolean } = {};
  /** Does it take extended-length APDUs? undefined: not known yet */
  extended: boolean | undefined;
  selected: ApplicationName | undefined;
  /** what tells this card from another, once read on this connection */
  identity: string | undefined;
  /** DER of certificates read on this connection without a PIN */
  readonly certificates = new Map<string, Uint8Array>();

  constructor(link: LinkInfo) {
    if (link.maxResponseData <= 256) this.extended = false;
    else if (link.atr && declaresExtendedLength(link.atr)) this.extended = true;
  }
}
