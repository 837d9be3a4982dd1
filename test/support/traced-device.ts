import { fromHex, toHex } from '../../core/bytes/hex.ts';
import { BulkIn } from '../../core/virtual/readers/usb/bulk-in.ts';
import { bulkPair, describe } from '../../core/virtual/readers/usb/descriptors.ts';
import type { UsbModel } from '../../core/virtual/readers/usb/model.ts';
import { StandardRequests } from '../../core/virtual/readers/usb/standard-requests.ts';
import type { Step } from './reader-traces.ts';

/** Plays the device side of a trace: takes exactly what the trace's host sent, answers what its reader answered. */
export class TracedDevice implements UsbModel {
  readonly descriptors: UsbModel['descriptors'];
  readonly #in = new BulkIn(64);
  readonly #steps: Step[];
  /** @param functional class descriptor of its interface, for a driver that reads it */
  constructor(steps: readonly Step[], functional = new Uint8Array()) {
    this.#steps = [...steps];
    this.descriptors = describe({
      vendorId: 0x054c,
      productId: 0x06c3,
      manufacturer: 'SONY',
      product: 'trace',
      interfaces: [{ interfaceClass: 0xff, functional, endpoints: bulkPair(2, 1, 64) }],
    });
  }
  transferOut(_endpoint: number, data: Uint8Array): Promise<void> {
    const step = this.#steps.shift();
    if (step?.dir !== 'out' || step.hex !== toHex(data)) {
      return Promise.reject(new Error(`sent ${toHex(data)}, the trace has ${step?.dir} ${step?.hex}`));
    }
    while (this.#steps[0]?.dir === 'in') this.#in.push(fromHex(this.#steps.shift()!.hex), false);
    return Promise.resolve();
  }
  transferIn(_endpoint: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    return this.#in.read(length, signal);
  }
  controlIn(setup: Uint8Array): Promise<Uint8Array> {
    return Promise.resolve(new StandardRequests(this.descriptors, () => undefined).in(setup));
  }
  controlOut(): Promise<void> {
    return Promise.resolve();
  }
  get left(): number {
    return this.#steps.length;
  }
}
