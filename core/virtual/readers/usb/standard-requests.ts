import { concat } from '../../../bytes/concat.ts';
import { UsbFault, type UsbModel } from './model.ts';

const GET_STATUS = 0;
const CLEAR_FEATURE = 1;
const GET_DESCRIPTOR = 6;
const GET_CONFIGURATION = 8;
const SET_CONFIGURATION = 9;
const GET_INTERFACE = 10;
const SET_INTERFACE = 11;
const ENGLISH = 0x0409;

/** The requests every device answers at endpoint 0 (USB 2.0, 9.4), as far as a host needs them; others stall. */
export class StandardRequests {
  readonly #descriptors: UsbModel['descriptors'];
  readonly #clearHalt: (endpoint: number) => void;
  readonly #interfaces: number;
  #configuration = 0;

  constructor(descriptors: UsbModel['descriptors'], clearHalt: (endpoint: number) => void) {
    this.#descriptors = descriptors;
    this.#clearHalt = clearHalt;
    this.#interfaces = descriptors.configuration[4] ?? 1;
  }

  in(setup: Uint8Array): Uint8Array {
    const [type = 0, request = 0, index = 0, kind = 0, , , low = 0, high = 0] = setup;
    const length = low | (high << 8);
    if (setup.length !== 8 || (type & 0xe0) !== 0x80) throw new UsbFault('stall');
    return this.#answer(request, kind, index).subarray(0, length);
  }

  out(setup: Uint8Array): void {
    const [type = 0, request = 0, value = 0, , index = 0] = setup;
    if (setup.length !== 8 || (type & 0xe0) !== 0x00) throw new UsbFault('stall');
    if (request === SET_CONFIGURATION && value <= 1) this.#configuration = value;
    else if (request === CLEAR_FEATURE && (type & 0x1f) === 2 && value === 0) this.#clearHalt(index);
    else if (request !== SET_INTERFACE || value !== 0 || index >= this.#interfaces)
      throw new UsbFault('stall');
  }

  #answer(request: number, kind: number, index: number): Uint8Array {
    if (request === GET_STATUS) return Uint8Array.of(0, 0);
    if (request === GET_CONFIGURATION) return Uint8Array.of(this.#configuration);
    if (request === GET_INTERFACE) return Uint8Array.of(0);
    if (request !== GET_DESCRIPTOR) throw new UsbFault('stall');
    if (kind === 1) return this.#descriptors.device;
    if (kind === 2 && index === 0) return this.#descriptors.configuration;
    if (kind === 3) return stringDescriptor(this.#descriptors.strings, index);
    throw new UsbFault('stall');
  }
}

function stringDescriptor(strings: readonly string[], index: number): Uint8Array {
  if (index === 0) return Uint8Array.of(4, 3, ENGLISH & 0xff, ENGLISH >> 8);
  const text = strings[index - 1];
  if (text === undefined) throw new UsbFault('stall');
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return concat(
    Uint8Array.of(2 + 2 * units.length, 3),
    Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8])),
  );
}
