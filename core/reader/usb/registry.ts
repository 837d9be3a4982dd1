import type { DriverName } from './drivers.ts';

/** A USB reader we can drive: what a page has to know of it, and which driver speaks with it. */
export interface UsbReaderRow {
  readonly model: string;
  readonly vendorId: number;
  readonly productIds: readonly number[];
  readonly driver: DriverName;
  /** how a card lies on it: held over it, put into it, or both */
  readonly takes: 'contactless' | 'contact' | 'both';
  /** the way to the card, in words (docs/readers.md) */
  readonly way: string;
  /** Was it seen working with a My Number Card over WebUSB, by anybody? (readers.md 1.1) */
  readonly proven: boolean;
  /** module of Linux that takes it as soon as it is plugged in (readers.md 1.3) */
  readonly kernelModule?: string;
}

/** Every reader. A new one is a row here, and a driver if it speaks unlike the others. */
export const USB_READERS: readonly UsbReaderRow[] = [
  {
    model: 'Sony RC-S380',
    vendorId: 0x054c,
    productIds: [0x06c1, 0x06c3],
    driver: 'rcs380',
    takes: 'contactless',
    way: 'NFC Port-100 commands; type B and ISO-DEP are ours',
    proven: true,
    kernelModule: 'port100',
  },
];

/** For the browser's own list of devices (`requestDevice`): what we can drive and nothing else. */
export const USB_FILTERS: readonly { readonly vendorId: number; readonly productId: number }[] =
  USB_READERS.flatMap(({ vendorId, productIds }) => productIds.map((productId) => ({ vendorId, productId })));

export function usbReaderRow(device: {
  readonly vendorId: number;
  readonly productId: number;
}): UsbReaderRow | undefined {
  return USB_READERS.find(
    (row) => row.vendorId === device.vendorId && row.productIds.includes(device.productId),
  );
}
