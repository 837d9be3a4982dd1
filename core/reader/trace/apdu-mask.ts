import { redactCommand, redactResponse } from './redact-apdu.ts';

const READ_BINARY = 0xb0;

/**
 * APDUs one after the other, masked. Reading on in a file is left out altogether: how often it happened would be the
 * file's length. Unless it failed: then the answer is shown.
 */
export class ApduMask {
  #read = false;
  #hidden = false;

  /** undefined: left out */
  command(apdu: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const [, ins, p1 = 0] = apdu;
    const reads = ins === READ_BINARY;
    this.#hidden = reads && this.#read && (p1 & 0x80) === 0;
    this.#read = reads;
    return this.#hidden ? undefined : redactCommand(apdu);
  }

  /** undefined: left out */
  response(answer: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const sw1 = answer.at(-2);
    return this.#hidden && (sw1 === 0x90 || sw1 === 0x62) ? undefined : redactResponse(answer);
  }
}
