/** What the card says: data, if any, and a status word. */
export interface Answer {
  readonly data?: Uint8Array;
  /** status word, 0..0xFFFF */
  readonly sw: number;
}

/** A status word alone. */
export function word(sw: number): Answer {
  return { sw };
}

export function ok(data?: Uint8Array): Answer {
  return data === undefined ? { sw: 0x9000 } : { data, sw: 0x9000 };
}
