import { SW } from '../apdu/status-word.ts';

/** A command as the card understands it. */
export interface Command {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** a view into the command's bytes; empty: no command data */
  readonly data: Uint8Array;
  /** Ne, 1..65536; undefined: no answer data is wanted */
  readonly ne: number | undefined;
  readonly extended: boolean;
}

/**
 * Reads a command of any case, short or extended (ISO 7816-4 5.1); any bytes give a command or a status word.
 * A case 1 command may come with a fifth byte 00, as T=0 has it: it reads as "no data, Ne 256".
 */
export function parseCommand(bytes: Uint8Array, extendedLength: boolean): Command | number {
  const [cla, ins, p1, p2, first, second, third] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return SW.wrongLength;
  const command = (from: number, nc: number, ne: number | undefined, extended: boolean): Command => ({
    cla,
    ins,
    p1,
    p2,
    data: bytes.subarray(from, from + nc),
    ne,
    extended,
  });
  const n = bytes.length;
  if (first === undefined) return command(4, 0, undefined, false);
  if (n === 5) return command(5, 0, first || 256, false);
  if (first > 0) {
    if (n === 5 + first) return command(5, first, undefined, false);
    if (n === 6 + first) return command(5, first, (bytes[n - 1] ?? 0) || 256, false);
    return SW.wrongLength;
  }
  if (!extendedLength || second === undefined || third === undefined) return SW.wrongLength;
  const length = (second << 8) | third;
  if (n === 7) return command(7, 0, length || 65536, true);
  if (length === 0) return SW.wrongLength;
  if (n === 7 + length) return command(7, length, undefined, true);
  if (n === 9 + length) {
    const ne = ((bytes[n - 2] ?? 0) << 8) | (bytes[n - 1] ?? 0);
    return command(7, length, ne || 65536, true);
  }
  return SW.wrongLength;
}
