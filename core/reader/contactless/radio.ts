/** kbit/s of ISO 14443 type B that a front end may offer, the same in both directions. */
export type BitRate = 106 | 212 | 424;

/** B: 106 kbit/s frames unless another rate is given; A: short frames of 7 bits; F: 212 kbit/s polling frames. */
export type Technology = 'A' | 'B' | 'F';

/** What came back after a frame: one with a right check sum, nothing in time, or something unreadable. */
export type RadioAnswer =
  { readonly kind: 'frame'; readonly bytes: Uint8Array } | { readonly kind: 'silence' | 'garbled' };

/** A contactless front end: frames without check bytes (it adds and checks them), one exchange at a time. */
export interface Radio {
  /** what it can do besides 106, best last */
  readonly rates: readonly BitRate[];
  /** what one exchange costs on its way, in USB transfers: looks are paced by it */
  readonly transfersPerExchange: number;
  /** field on, framing set; may be called again at any time */
  tune(technology: Technology, rate?: BitRate): Promise<void>;
  /**
   * Sends a frame and waits for the answer to begin, `waitMs` at most. Copies of `frame` are overwritten.
   * @throws KazasuError `reader.lost`, `reader.failed`
   */
  exchange(frame: Uint8Array, waitMs: number): Promise<RadioAnswer>;
  /** field off: every card loses its power */
  off(): Promise<void>;
  /** gives up the exchange that is under way, which then fails with `reader.failed` */
  abort(): void;
  /** settles when the reader was unplugged or closed */
  readonly lost: Promise<void>;
  close(): Promise<void>;
}
