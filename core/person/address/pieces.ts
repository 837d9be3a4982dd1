/** The pieces of an address in the order in which they are written; joined they are the line. */
export const PIECES = ['prefecture', 'city', 'town', 'block', 'building', 'unparsed'] as const;

export type Piece = (typeof PIECES)[number];

/**
 * Pieces as they stand in the line. `lead` + `prefecture` + `city` + `town` + `block` + `building` + `unparsed` is the
 * line, unit for unit; blanks between two pieces belong to the first. A piece that is not in the line is ''.
 */
export interface AddressPieces extends Readonly<Record<Piece, string>> {
  /** what stands before the address: blanks, a postal code. Always '' for a certified line (card.md 4.3: no postcode). */
  readonly lead: string;
}

export interface AddressReading extends AddressPieces {
  /** codes (JIS X 0402, five digits) the municipality may have; several when a name without prefecture is not unique */
  readonly municipalities: readonly string[];
  /** name in the postal list under which the town was found; undefined: its end was found by grammar alone */
  readonly townName: string | undefined;
}

export interface AddressSplit {
  readonly original: string;
  /** best first, at least one */
  readonly readings: readonly [AddressReading, ...AddressReading[]];
  /** municipality and town stand in the list and nothing else makes sense */
  readonly certain: boolean;
}

/** The line again. */
export function joinPieces(pieces: AddressPieces): string {
  return pieces.lead + PIECES.map((piece) => pieces[piece]).join('');
}

/** A piece without the blanks, dashes and commas that only join it to its neighbours: what a form box takes. */
export function trimPiece(piece: string): string {
  return piece.replace(/^[\s\p{Pd}−ー・、,]+|[\s、,]+$/gu, '');
}
