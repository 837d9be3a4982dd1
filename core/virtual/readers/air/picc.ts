/** How a reader sends and listens: what kind of signal, kbit/s towards the card and back. */
export interface Modulation {
  readonly technology: 'A' | 'B' | 'F';
  readonly toCard: number;
  readonly toReader: number;
}

export interface PiccAnswer {
  /** with its check bytes */
  readonly frame: Uint8Array;
  /** kbit/s it is sent at */
  readonly rate: number;
  /** ms from the end of the question */
  readonly afterMs: number;
}

/** Anything that can lie in the field. */
export interface Picc {
  power(on: boolean): void;
  /** a frame with its check bytes, as it came through the air; undefined: it stays silent */
  receive(frame: Uint8Array, modulation: Modulation): Promise<PiccAnswer | undefined>;
}
