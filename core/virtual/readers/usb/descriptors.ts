import { concat } from '../../../bytes/concat.ts';
import type { UsbModel } from './model.ts';

export interface EndpointIdentity {
  /** with 80 for IN */
  readonly address: number;
  readonly type: 'bulk' | 'interrupt';
  /** bytes of the largest packet */
  readonly packetSize: number;
}

export interface InterfaceIdentity {
  /** FF: the vendor's own */
  readonly interfaceClass: number;
  /** class descriptors between interface and endpoints */
  readonly functional?: Uint8Array;
  readonly endpoints: readonly EndpointIdentity[];
}

export interface Identity {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string;
  readonly product: string;
  /** release number of the device, binary-coded decimal; default 1.00 */
  readonly release?: number;
  /** absent: the device names none, so a browser cannot remember it */
  readonly serial?: string;
  /** numbered from 0 */
  readonly interfaces: readonly InterfaceIdentity[];
}

/** ms between two looks of the host at an interrupt endpoint */
const INTERVAL = 16;

const low = (value: number): number => value & 0xff;
const high = (value: number): number => (value >> 8) & 0xff;

/** Two bulk endpoints with packets of one size. */
export function bulkPair(out: number, into: number, packetSize: number): readonly EndpointIdentity[] {
  return [out, 0x80 | into].map((address) => ({ address, type: 'bulk', packetSize }));
}

/** Descriptors of a full-speed device with one configuration (USB 2.0, 9.6). */
export function describe(identity: Identity): UsbModel['descriptors'] {
  const { vendorId, productId, manufacturer, product, release = 0x0100, serial, interfaces } = identity;
  const ids = [low(vendorId), high(vendorId), low(productId), high(productId)];
  const device = [
    18,
    1,
    0x00,
    0x02,
    0,
    0,
    0,
    64,
    ...ids,
    low(release),
    high(release),
    1,
    2,
    serial === undefined ? 0 : 3,
    1,
  ];
  const body = concat(...interfaces.map(interfaceDescriptors));
  const total = 9 + body.length;
  return {
    device: Uint8Array.from(device),
    configuration: concat(
      Uint8Array.of(9, 2, low(total), high(total), interfaces.length, 1, 0, 0x80, 250),
      body,
    ),
    strings: [manufacturer, product, ...(serial === undefined ? [] : [serial])],
  };
}

function interfaceDescriptors(
  { interfaceClass, functional, endpoints }: InterfaceIdentity,
  number: number,
): Uint8Array {
  return concat(
    Uint8Array.of(9, 4, number, 0, endpoints.length, interfaceClass, 0, 0, 0),
    functional ?? new Uint8Array(),
    ...endpoints.map(({ address, type, packetSize }) => {
      const [attributes, interval] = type === 'bulk' ? [2, 0] : [3, INTERVAL];
      return Uint8Array.of(7, 5, address, attributes, low(packetSize), high(packetSize), interval);
    }),
  );
}
