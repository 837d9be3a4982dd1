export interface Sex {
  readonly kind: 'male' | 'female' | 'other-or-unknown';
  /** as it stands on the card */
  readonly code: string;
}

/**
 * The card's sex code: `1` male, `2` female (card.md 2.3, 4.3). Sources disagree on every other value (3, 9, 0), so
 * these are one kind and keep their code for the screen.
 */
export function sexOf(code: string): Sex {
  const kind = code === '1' ? 'male' : code === '2' ? 'female' : 'other-or-unknown';
  return { kind, code };
}
