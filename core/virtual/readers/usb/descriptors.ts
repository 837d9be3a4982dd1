import { concat } from '../../../bytes/concat.ts';
import type { UsbModel } from './model.ts';

export interface Identity {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string;
  readonly product: string;
  /** absent: the device names none, so a browser cannot remember it */
  readonly serial?: string;
  /** interface class; FF: the vendor's own */
  readonly interfaceClass: number;
  /** addresses with 80 for IN, all of them bulk */
  readonly endpoints: readonly number[];
  /** bytes of the largest packet */
  readonly packetSize: number;
}

const low = (value: number): number => value & 0xff;
const high = (value: number): number => (value >> 8) & 0xff;

/** Descriptors of a full-speed device with one configuration and one interface (USB 2.0, 9.6). */
export function describe(identity: Identity): UsbModel['descriptors'] {
  const { vendorId, productId, manufacturer, product, serial, interfaceClass, endpoints, packetSize } =
    identity;
  const ids = [low(vendorId), high(vendorId), low(productId), high(productId)];
  const device = [18, 1, 0x00, 0x02, 0, 0, 0, 64, ...ids, 0x00, 0x01, 1, 2, serial === undefined ? 0 : 3, 1];
  const total = 9 + 9 + 7 * endpoints.length;
  return {
    device: Uint8Array.from(device),
    configuration: concat(
      Uint8Array.of(9, 2, low(total), high(total), 1, 1, 0, 0x80, 250),
      Uint8Array.of(9, 4, 0, 0, endpoints.length, interfaceClass, 0, 0, 0),
      ...endpoints.map((address) => Uint8Array.of(7, 5, address, 2, low(packetSize), high(packetSize), 0)),
    ),
    strings: [manufacturer, product, ...(serial === undefined ? [] : [serial])],
  };
}
