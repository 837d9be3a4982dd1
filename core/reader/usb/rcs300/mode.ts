/** The reader's firmware speaks ISO 14443-4: APDUs in exchanges with these flags; undefined: with none stated. */
export interface ManagedMode {
  readonly kind: 'managed';
  readonly flags: number | undefined;
  /** R(NAK) around the firmware tells whether the card is there, and disturbs nothing */
  readonly asksPresence: boolean;
}

/** How this reader takes commands for a card: found once by SELECT, then frozen (readers.md 3.4 and 8). */
export type Mode = ManagedMode | { readonly kind: 'host' };

/** What is known of a reader as long as it is open, also over a pause. */
export interface Known {
  mode?: Mode;
  /** a switch finds a card again that the one before had found */
  findsAgain?: boolean;
}

/** type B with the reader's own blocks, as it works on the RC-S660/S */
export const MANAGED_B = 0x000c;
