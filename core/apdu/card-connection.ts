import type { CommandApdu } from './command.ts';
import type { ResponseApdu } from './response.ts';

/** Why a card is gone. */
export type RemovalReason = 'taken-away' | 'unplugged' | 'released';

/** What is known of the way to the card. */
export interface LinkInfo {
  readonly route: 'software' | 'webusb' | 'relay' | 'smart-card-api';
  /** true: a simulation, every screen says 模擬 */
  readonly simulated: boolean;
  /** longest command data and longest response data of one APDU, in bytes; 255 and 256 mean short APDUs only */
  readonly maxCommandData: number;
  readonly maxResponseData: number;
  /** answer to reset, where the route has one */
  readonly atr?: Uint8Array;
  /** type of ISO 14443, where it is radio; `contact`: the card is put into the reader; absent: the route does not tell */
  readonly technology?: 'A' | 'B' | 'contact';
  /** kbit/s each way, where it is radio */
  readonly bitRate?: number;
  /** frame sizes of ISO 14443-4, in bytes, and frame waiting time, in ms */
  readonly fsc?: number;
  readonly fsd?: number;
  readonly fwt?: number;
}

/** One powered card, one owner; nothing is verified when it begins (architecture.md 3). */
export interface CardConnection {
  /**
   * One command, one answer. A command on the wire is never cancelled; only the connection can be killed.
   * @throws KazasuError `card.lost`, `card.silent`, `reader.lost` with `sent`; `card.malformed` for an answer that is none
   */
  transmit(command: CommandApdu): Promise<ResponseApdu>;
  /** power off and on: nothing verified is left */
  reset(): Promise<void>;
  /** settles once, when the card or the reader is gone or the connection was released */
  readonly removed: Promise<RemovalReason>;
  readonly link: LinkInfo;
  /** clears what was verified and gives the reader free; safe to call twice */
  release(): Promise<void>;
}
