import { concat } from '../../bytes/concat.ts';
import { COMMAND, HEADER_LENGTH } from '../usb/ccid/message.ts';
import type { TransferMask } from './masks.ts';

const DATA_BLOCK = 0x80;
const BLANK = 256;

/**
 * Transfers of a CCID reader: the headers of messages stay, what they carry goes. An APDU and a block of T=1 cannot be
 * told apart here, so neither is looked into; only the answer to reset is kept: it tells kinds of cards apart, not cards.
 */
export class CcidMask implements TransferMask {
  #poweringOn = false;
  /** bytes still to come of a message that filled a transfer */
  #missing = 0;

  out(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    this.#missing = 0;
    this.#poweringOn = bytes[0] === COMMAND.IccPowerOn;
    return this.#message(bytes, false);
  }

  in(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    if (this.#missing > 0) {
      this.#missing = Math.max(0, this.#missing - bytes.length);
      return new Uint8Array();
    }
    const atr = this.#poweringOn && bytes[0] === DATA_BLOCK;
    if (bytes.length >= HEADER_LENGTH)
      this.#missing = Math.max(0, lengthOf(bytes) - (bytes.length - HEADER_LENGTH));
    return this.#message(bytes, atr);
  }

  #message(bytes: Uint8Array, atr: boolean): Uint8Array<ArrayBuffer> {
    if (bytes.length < HEADER_LENGTH) return new Uint8Array(bytes.length > 0 ? HEADER_LENGTH : 0);
    const data = atr ? bytes.subarray(HEADER_LENGTH) : new Uint8Array(lengthOf(bytes) > 0 ? BLANK : 0);
    const header = bytes.slice(0, HEADER_LENGTH);
    new DataView(header.buffer).setUint32(1, data.length, true);
    header[6] = 0; // the number of the message counts them
    return concat(header, data);
  }
}

function lengthOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true);
}
