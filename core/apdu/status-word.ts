/** Status words the card is known to answer (card.md 2.6). */
export const SW = {
  ok: 0x9000,
  endOfFile: 0x6282,
  verificationFailed: 0x6300,
  wrongLength: 0x6700,
  commandNotAllowed: 0x6981,
  securityNotSatisfied: 0x6982,
  blocked: 0x6983,
  /** what the My Number Card answers for a blocked PIN */
  blockedReference: 0x6984,
  conditionsNotSatisfied: 0x6985,
  noCurrentFile: 0x6986,
  wrongData: 0x6a80,
  notSupported: 0x6a81,
  fileNotFound: 0x6a82,
  recordNotFound: 0x6a83,
  wrongP1P2: 0x6a86,
  referenceNotFound: 0x6a88,
  offsetPastEnd: 0x6b00,
  instructionNotSupported: 0x6d00,
  classNotSupported: 0x6e00,
  internal: 0x6f00,
} as const;

/** The x of 63Cx; undefined for any other word. */
export function triesLeft(sw: number): number | undefined {
  return (sw & 0xfff0) === 0x63c0 ? sw & 0x0f : undefined;
}

/** 6983 and 6984 both mean blocked: 6984 was seen on this card, clients in the field test for 6983 (card.md 2.2). */
export function isBlocked(sw: number): boolean {
  return sw === SW.blocked || sw === SW.blockedReference;
}

/** `6A82` */
export function swText(sw: number): string {
  return sw.toString(16).toUpperCase().padStart(4, '0');
}
