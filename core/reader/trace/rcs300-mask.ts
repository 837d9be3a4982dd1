import { concat } from '../../bytes/concat.ts';
import { readTlvs } from '../../bytes/tlv.ts';
import { CcidAssembler, encodeCcid, HEADER_LENGTH, type CcidMessage } from '../usb/ccid/message.ts';
import { MANAGED_B } from '../usb/rcs300/mode.ts';
import { OBJECT, transceive } from '../usb/rcs300/objects.ts';
import { ApduMask } from './apdu-mask.ts';
import { IsoDepMask } from './iso-dep-mask.ts';
import type { TransferMask } from './masks.ts';

const MAX_MESSAGE = 0x20000;
const EXCHANGE = [0xff, 0x50, 0x00, 0x01] as const;
const GET_UID = [0xff, 0xca] as const;
/** what a reader says of itself and of the kind of card, and how an exchange ended */
const KEPT: readonly number[] = [0xc0, OBJECT.bits, OBJECT.received, OBJECT.protocol, OBJECT.atr];
const UID = new Uint8Array(4);
const DONE = Uint8Array.of(0x90, 0x00);

/**
 * Transfers of the RC-S300 (readers.md 3): the escape envelope and its data objects are made anew around what is left.
 * What an exchange carries is an APDU or a block of ISO 14443-4, by its flags, and is masked as such.
 */
export class Rcs300Mask implements TransferMask {
  readonly #assembler = new CcidAssembler(MAX_MESSAGE);
  readonly #apdus = new ApduMask();
  readonly #air = new IsoDepMask();
  #carries: 'apdu' | 'block' | 'uid' | 'nothing' = 'nothing';

  out(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    if (bytes.length <= HEADER_LENGTH) return bytes.slice();
    const payload = bytes.subarray(HEADER_LENGTH);
    this.#carries = 'nothing';
    if (startsWith(payload, GET_UID)) this.#carries = 'uid';
    if (!startsWith(payload, EXCHANGE)) return envelope(payload);
    const asked = readExchange(payload);
    if (!asked) return envelope(payload.subarray(0, EXCHANGE.length));
    const { data, waitMs, flags } = asked;
    this.#carries = flags === undefined || flags === MANAGED_B ? 'apdu' : 'block';
    const shown = this.#carries === 'apdu' ? this.#apdus.command(data) : this.#air.out(data);
    return shown ? envelope(transceive(shown, waitMs, flags)) : new Uint8Array();
  }

  in(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    return concat(...this.#assembler.push(bytes).map((message) => this.#answer(message)));
  }

  #answer({ type, status, error, extra, data }: CcidMessage): Uint8Array {
    const shown = this.#content(data);
    if (!shown) return new Uint8Array();
    const length = [0, 8, 16, 24].map((shift) => (shown.length >> shift) & 0xff);
    return concat(Uint8Array.of(type, ...length, 0, 0, status, error, extra), shown);
  }

  /** undefined: left out */
  #content(data: Uint8Array): Uint8Array | undefined {
    if (data.length <= 2) return data;
    if (this.#carries === 'uid') return concat(UID, data.subarray(-2));
    // the firmware has no data objects and says nothing of card or person
    if (data[0] !== 0xc0) return this.#carries === 'nothing' ? data : DONE;
    const parts: Uint8Array[] = [];
    for (const { tag, value } of objectsOf(data.subarray(0, -2))) {
      if (KEPT.includes(tag)) parts.push(object(tag, value));
      if (tag !== OBJECT.response) continue;
      const shown = this.#carries === 'apdu' ? this.#apdus.response(value) : this.#air.in(value);
      if (!shown) return undefined;
      parts.push(object(tag, shown));
    }
    return concat(...parts, data.subarray(-2));
  }
}

function readExchange(
  payload: Uint8Array,
): { readonly data: Uint8Array; readonly waitMs: number; readonly flags: number | undefined } | undefined {
  const parts = objectsOf(payload.subarray(EXCHANGE.length + 3, -3));
  const value = (tag: number): Uint8Array | undefined => parts.find((one) => one.tag === tag)?.value;
  const [data, timer, flags] = [value(0x95), value(0x5f46), value(0x90)];
  if (!data || timer?.length !== 4) return undefined;
  const waitMs = new DataView(timer.buffer, timer.byteOffset).getUint32(0, true) / 1000;
  const [high = 0, low = 0] = flags ?? [];
  return { data, waitMs, flags: flags && high * 0x100 + low };
}

function envelope(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeCcid('Escape', 0, 0, [0, 0, 0], payload);
}

function object(tag: number, value: Uint8Array): Uint8Array {
  const name = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  const length = value.length < 0x80 ? [value.length] : [0x82, value.length >> 8, value.length & 0xff];
  return concat(Uint8Array.of(...name, ...length), value);
}

/** none for what is no list of data objects */
function objectsOf(bytes: Uint8Array): ReturnType<typeof readTlvs> {
  try {
    return readTlvs(bytes);
  } catch {
    return [];
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
