import type { LinkInfo } from '../../apdu/card-connection.ts';
import type { FieldState } from '../reader.ts';

/** A card in the field, selected. Used by one at a time. */
export interface FieldCard {
  readonly link: LinkInfo;
  /** longest command it takes, bytes, header and lengths included */
  readonly maxCommand: number;
  /** frame waiting time, ms: how long its silence may last */
  readonly fwt: number;
  /** ms after which {@link FieldCard.present} knows that it is gone */
  readonly absenceMs: number;
  /** Nobody can tell whether it is there: `present` only keeps the reader awake, this often, ms. */
  readonly keepAliveMs?: number;
  /**
   * One APDU; copies of it are overwritten. Only a repeatable one may be sent again after a new activation.
   * @throws KazasuError with `sent`
   */
  exchange(apdu: Uint8Array, repeatable: boolean): Promise<Uint8Array>;
  present(): Promise<boolean>;
  /** An exchange under way fails as soon as it can, and no other one begins; {@link FieldCard.deselect} still works. */
  stop(): void;
  deselect(): Promise<void>;
}

/** A contactless reader's field: looks, selects, goes dark. One call at a time; every failure is a KazasuError. */
export interface CardField {
  /** settles when the reader was unplugged or closed */
  readonly lost: Promise<void>;
  /** what one look at a card that rests costs, in USB transfers: looks are paced by it */
  readonly transfersPerLook: number;
  /** @param thorough look for foreign cards too, however short ago that was */
  look(thorough?: boolean): Promise<FieldState>;
  /**
   * Power cycle, then the only card there is.
   * @throws KazasuError `card.none`, `card.several`, `card.foreign`, `card.lost`; what the reader throws
   */
  select(): Promise<FieldCard>;
  /** every card loses its power */
  off(): Promise<void>;
  /** gives up the exchange that is under way, where the reader can */
  abort(): void;
  close(): Promise<void>;
}
