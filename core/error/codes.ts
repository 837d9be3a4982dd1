/**
 * Every code a {@link KazasuError} can carry. A code is stable: it is printed on screens, in support texts and in
 * docs/errors.md. Add here, in docs/errors.md and in both languages of the message library; a test compares them.
 */
export const ERROR_CODES = [
  'bytes.malformed',
  'reader.none',
  'reader.not-in-this-build',
  'reader.busy',
  'reader.lost',
  'reader.unavailable',
  'reader.unsupported',
  'reader.not-permitted',
  'reader.no-access',
  'reader.ambiguous',
  'reader.no-host',
  'reader.host-version',
  'reader.loopback-denied',
  'reader.no-service',
  'reader.failed',
  'card.none',
  'card.several',
  'card.foreign',
  'card.lost',
  'card.silent',
  'card.not-my-number',
  'card.refused',
  'card.malformed',
  'card.too-large',
  'pin.format',
  'certificate.malformed',
  'certificate.too-large',
  'signature.wrong',
  'file.unknown',
  'file.unreadable',
  'file.too-large',
  'task.cancelled',
  'task.running',
  'task.unknown',
  'task.failed',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
