import { concat } from '../bytes/concat.ts';
import { KazasuError } from '../error/kazasu-error.ts';

/** A command APDU (ISO 7816-4 section 5) and what the layers below may do with it. */
export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** command data, 1..65535 bytes; absent or empty: none */
  readonly data?: Uint8Array;
  /** Ne, the longest answer wanted: 1..65536 bytes; absent: no answer data */
  readonly le?: number;
  /** May it be issued again when nobody knows whether it arrived? Never for VERIFY with data and for signing. */
  readonly repeatable: boolean;
  /** Its data is a PIN: masked in traces, overwritten in every buffer once sent. */
  readonly secret?: boolean;
  /** what it is for, in traces and errors: `SELECT`, `READ BINARY`, … */
  readonly name: string;
}

/** True when Nc or Ne does not fit the short form (ISO 7816-4 5.1). */
export function needsExtended(command: CommandApdu): boolean {
  return (command.data?.length ?? 0) > 255 || (command.le ?? 0) > 256;
}

/**
 * The bytes of a command: short form where it fits, extended form where it must be.
 * The caller wipes the result of a `secret` command.
 * @throws KazasuError `card.too-large` when data or Ne exceed the extended form
 */
export function encodeCommand(command: CommandApdu): Uint8Array<ArrayBuffer> {
  const data = command.data ?? new Uint8Array();
  const le = command.le;
  if (data.length > 0xffff || (le !== undefined && (le < 1 || le > 0x10000))) {
    throw new KazasuError('card.too-large', { what: command.name, sent: 'no' });
  }
  const header = Uint8Array.of(command.cla, command.ins, command.p1, command.p2);
  const none = new Uint8Array();
  if (!needsExtended(command)) {
    return concat(
      header,
      data.length > 0 ? Uint8Array.of(data.length) : none,
      data,
      le === undefined ? none : Uint8Array.of(le & 0xff), // 256 is written 00
    );
  }
  return concat(
    header,
    data.length > 0 ? Uint8Array.of(0, data.length >> 8, data.length & 0xff) : none,
    data,
    le === undefined ? none : Uint8Array.of(...(data.length > 0 ? [] : [0]), (le >> 8) & 0xff, le & 0xff),
  );
}
