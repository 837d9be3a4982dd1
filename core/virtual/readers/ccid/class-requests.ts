import { UsbFault } from '../usb/model.ts';
import type { Promises } from './products.ts';

const ABORT = 1;
const GET_CLOCK_FREQUENCIES = 2;
const GET_DATA_RATES = 3;

/** Requests of the CCID class at endpoint 0: clocks and rates, and the first half of an abort. */
export class ClassRequests {
  /** the slot that is being aborted: the message Abort must follow */
  aborting: number | undefined;
  readonly #promises: Promises;
  readonly #abort: 'done' | 'stall';

  constructor(promises: Promises, abort: 'done' | 'stall') {
    this.#promises = promises;
    this.#abort = abort;
  }

  in(setup: Uint8Array): Uint8Array {
    const [type, request, , , interfaceNumber, , low = 0, high = 0] = setup;
    const { clocks, rates } = this.#promises;
    const list = request === GET_CLOCK_FREQUENCIES ? clocks : request === GET_DATA_RATES ? rates : undefined;
    if (setup.length !== 8 || type !== 0xa1 || interfaceNumber !== 0 || !list) throw new UsbFault('stall');
    const bytes = list.flatMap((value) => [0, 8, 16, 24].map((shift) => (value >> shift) & 0xff));
    return Uint8Array.from(bytes).subarray(0, low | (high << 8));
  }

  out(setup: Uint8Array): void {
    const [type, request, slot, , interfaceNumber] = setup;
    const known = setup.length === 8 && type === 0x21 && request === ABORT && interfaceNumber === 0;
    if (!known || this.#abort === 'stall') throw new UsbFault('stall');
    this.aborting = slot;
  }
}
