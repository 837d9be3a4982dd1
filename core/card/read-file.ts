import { SW } from '../apdu/status-word.ts';
import type { ResponseApdu } from '../apdu/response.ts';
import { concat } from '../bytes/concat.ts';
import { readTlvHeader } from '../bytes/tlv.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { Card } from './card.ts';
import { selectFile } from './select-file.ts';

export interface ReadOptions {
  /** how much is wanted: the first bytes (at most 256, fewer when the file is shorter), or all of its first data object */
  readonly length: number | 'first-object';
  /** a longer file is refused with `card.too-large` */
  readonly max: number;
  /** may one APDU be spent on finding out whether the card takes extended length? */
  readonly probeExtended?: boolean;
  /** told after each piece: bytes so far and bytes wanted */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Words that say: not by this way of addressing. Where 6A82 is among them the file itself may be missing. */
const SHORT_EF_REFUSED: readonly number[] = [
  SW.fileNotFound,
  SW.wrongP1P2,
  SW.notSupported,
  SW.commandNotAllowed,
  SW.noCurrentFile,
  SW.conditionsNotSatisfied,
  SW.offsetPastEnd,
];
const MAX_OFFSET = 0x7fff;

/**
 * Reads a transparent file of the current application with as few commands as the card allows: short EF identifier
 * instead of SELECT (card.md 1.3), extended length where known to work, otherwise pieces of 256 bytes.
 * Filler behind the data is cut off.
 * @returns undefined when the file does not exist or holds nothing (only filler)
 * @throws KazasuError `card.refused` (with `sw`; 6982: a PIN is wanted first), `card.malformed`, `card.too-large`
 */
export async function readFile(
  card: Card,
  file: number,
  options: ReadOptions,
): Promise<Uint8Array | undefined> {
  const fixed = typeof options.length === 'number' ? options.length : undefined;
  const firstLe = fixed ?? (card.memory.extended === true ? options.max : 256);
  const first = await readFirst(card, file, Math.min(firstLe, pieceLimit(card)));
  if (first === undefined || first.length === 0) return undefined;
  if (fixed !== undefined) return first.subarray(0, fixed);

  const total = objectLength(first);
  if (total === undefined) return undefined;
  if (total > options.max || total > MAX_OFFSET)
    throw new KazasuError('card.too-large', { what: 'READ BINARY' });

  let data = first;
  let probe =
    options.probeExtended === true && card.memory.extended === undefined && card.link.maxResponseData > 256;
  while (data.length < total) {
    options.onProgress?.(data.length, total);
    const wanted = total - data.length;
    const probing = probe && wanted > 256;
    probe = false;
    const limit = probing ? card.link.maxResponseData : pieceLimit(card);
    const response = await readBinary(card, data.length >> 8, data.length & 0xff, Math.min(wanted, limit));
    if (limit > 256 && Math.min(wanted, limit) > 256) {
      card.memory.extended = response.sw !== SW.wrongLength;
      if (response.sw === SW.wrongLength) continue;
    }
    const piece = accept(response);
    if (piece.length === 0)
      throw new KazasuError('card.malformed', { what: 'READ BINARY', offset: data.length });
    data = concat(data, piece);
  }
  options.onProgress?.(total, total);
  return data.subarray(0, total);
}

function pieceLimit(card: Card): number {
  return card.memory.extended === true ? Math.min(card.link.maxResponseData, 0x10000) : 256;
}

async function readFirst(card: Card, file: number, le: number): Promise<Uint8Array | undefined> {
  const { memory } = card;
  if (memory.shortEf.read !== false && file <= 0x1e) {
    const response = await readShort(card, file, le);
    if (!SHORT_EF_REFUSED.includes(response.sw)) {
      memory.shortEf.read = true;
      return accept(response);
    }
    if (memory.shortEf.read === true && response.sw === SW.fileNotFound) return undefined;
  }
  if (!(await selectFile(card, file))) return undefined;
  if (file <= 0x1e) memory.shortEf.read ??= false; // the file is there, only the short way to it is not
  let response = await readBinary(card, 0, 0, le);
  if (response.sw === SW.wrongLength && le > 256) {
    memory.extended = false;
    response = await readBinary(card, 0, 0, 256);
  }
  return accept(response);
}

async function readShort(card: Card, file: number, le: number): Promise<ResponseApdu> {
  const response = await readBinary(card, 0x80 | file, 0, le);
  if (response.sw !== SW.wrongLength || le <= 256) return response;
  card.memory.extended = false; // declared, but not so
  return readBinary(card, 0x80 | file, 0, 256);
}

function readBinary(card: Card, p1: number, p2: number, le: number): Promise<ResponseApdu> {
  return card.exchange({ cla: 0x00, ins: 0xb0, p1, p2, le, repeatable: true, name: 'READ BINARY' });
}

/** 9000, or 6282: what is there, and no more (card.md 1.3). */
function accept({ sw, data }: ResponseApdu): Uint8Array {
  if (sw === SW.ok || sw === SW.endOfFile) return data;
  if (sw === SW.offsetPastEnd) return new Uint8Array();
  throw new KazasuError('card.refused', { what: 'READ BINARY', sw });
}

/** Header and value length of the first data object; undefined when the file holds only filler. */
function objectLength(bytes: Uint8Array): number | undefined {
  if (bytes.every((byte) => byte === 0xff) || bytes.every((byte) => byte === 0x00)) return undefined;
  try {
    const header = readTlvHeader(bytes);
    return header.headerLength + header.length;
  } catch (cause) {
    throw new KazasuError('card.malformed', { what: 'READ BINARY' }, { cause });
  }
}
