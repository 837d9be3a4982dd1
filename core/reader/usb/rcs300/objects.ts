import { concat } from '../../../bytes/concat.ts';
import { readTlvs, type Tlv } from '../../../bytes/tlv.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';

/** Instructions and parameters of the pseudo-APDUs (readers.md 3.3). */
export const FIRMWARE = Uint8Array.of(0xff, 0x56, 0x00, 0x00);
export const GET_UID = Uint8Array.of(0xff, 0xca, 0x00, 0x00);
const MANAGE = 0x00;
const EXCHANGE = 0x01;
const SWITCH = 0x02;
const DONE = 0x9000;
const STATUS = 0xc0;

export const OBJECT = {
  startSession: 0x81,
  endSession: 0x82,
  rfOff: 0x83,
  rfOn: 0x84,
  bits: 0x92,
  received: 0x96,
  response: 0x97,
  protocol: 0x8f,
  atr: 0x5f51,
} as const;

/** What the reader says to data objects: all done, or which one failed and why. */
export interface Reply {
  /** 9000: all done */
  readonly sw: number;
  /** what follows the status object */
  readonly objects: readonly Tlv[];
}

/** Sessions and field: one data object without content. */
export function manage(object: number): Uint8Array {
  return Uint8Array.of(0xff, 0x50, 0x00, MANAGE, 2, object, 0, 0);
}

export function switchProtocol(standard: number, layer: number): Uint8Array {
  return Uint8Array.of(0xff, 0x50, 0x00, SWITCH, 4, OBJECT.protocol, 2, standard, layer, 0);
}

/**
 * One exchange in the long form, that ends in three zeros; every length is two bytes.
 * @param waitMs how long the reader waits for the card
 * @param flags undefined: none are stated
 */
export function transceive(data: Uint8Array, waitMs: number, flags?: number): Uint8Array {
  const timer = new Uint8Array(4);
  new DataView(timer.buffer).setUint32(0, Math.ceil(waitMs * 1000), true);
  const head = flags === undefined ? [] : [0x90, 2, flags >> 8, flags & 0xff];
  const before = Uint8Array.from([...head, 0x5f, 0x46, 4, ...timer, 0x95, 0x82, ...twoBytes(data.length)]);
  const length = twoBytes(before.length + data.length);
  return concat(Uint8Array.of(0xff, 0x50, 0x00, EXCHANGE, 0, ...length), before, data, new Uint8Array(3));
}

/**
 * The reader's answer to data objects: final status word, then the status object that comes first in every answer.
 * @throws KazasuError `reader.failed` for anything else
 */
export function parseReply(bytes: Uint8Array, name: string): Reply {
  const final = statusWord(bytes);
  if (final !== DONE) throw failed(name, final);
  const [first, ...objects] = parts(bytes.subarray(0, -2), name);
  const [, high, low] = first?.value ?? [];
  if (first?.tag !== STATUS || high === undefined || low === undefined) throw failed(name);
  return { sw: high * 0x100 + low, objects };
}

/**
 * Data and the status word of the instructions that have no data objects; undefined when it is not 9000.
 * @throws KazasuError `reader.failed` for less than a status word
 */
export function parseData(bytes: Uint8Array, name: string): Uint8Array | undefined {
  if (bytes.length < 2) throw failed(name);
  return statusWord(bytes) === DONE ? bytes.slice(0, -2) : undefined;
}

export function valueOf({ objects }: Reply, tag: number): Uint8Array | undefined {
  return objects.find((one) => one.tag === tag)?.value;
}

export function isDone({ sw }: Reply): boolean {
  return sw === DONE;
}

/** the card did not answer */
export function isSilence({ sw }: Reply): boolean {
  return sw === 0x6400 || sw === 0x6401;
}

export function failed(name: string, sw?: number): KazasuError {
  return new KazasuError('reader.failed', { what: sw === undefined ? name : `${name} ${sw.toString(16)}` });
}

function parts(bytes: Uint8Array, name: string): readonly Tlv[] {
  try {
    return readTlvs(bytes);
  } catch {
    throw failed(name);
  }
}

function statusWord(bytes: Uint8Array): number | undefined {
  const [high, low] = bytes.subarray(-2);
  return high === undefined || low === undefined ? undefined : high * 0x100 + low;
}

function twoBytes(value: number): readonly number[] {
  return [value >> 8, value & 0xff];
}
