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
  {
    model: 'Sony RC-S300',
    vendorId: 0x054c,
    productIds: [0x0dc8, 0x0dc9],
    driver: 'rcs300',
    takes: 'contactless',
    way: 'NFC Port-400 commands; ISO-DEP is the reader’s, or ours if it is not',
    proven: false,
  },
  ccid('NTT Com SCR3310-NTTCom', 0x04e6, [0x511a], 'contact', 'T=1 blocks; the card is put in'),
  ccid('SCM SCR331-DI', 0x04e6, [0x5111, 0x5120], 'both', 'T=1 blocks; two slots, one contactless'),
  ccid(
    'SCM SDI010, SDI011',
    0x04e6,
    [0x5121, 0x512b, 0x512c],
    'both',
    'T=1 blocks; two slots, one contactless',
  ),
  ccid('SCM SCL010, SCL01x', 0x04e6, [0x5291, 0x5292], 'contactless', 'T=1 blocks; contactless'),
  ccid('SCM SPR532', 0x04e6, [0xe003], 'contact', 'by its descriptor; the card is put in'),
  ccid('HID OMNIKEY 5321 CLi', 0x076b, [0x532a], 'contactless', 'short APDUs; contactless'),
  ccid('HID 5021 CL', 0x076b, [0x5340], 'contactless', 'T=1 blocks; contactless'),
  // how a card is given to it is not known
  ccid('DUALi DE-ABCM6', 0x1db2, [0x0600], 'both', 'extended APDUs'),
];

/** a CCID reader whose interface has the vendor's own class, so that a page may claim it (readers.md 4.4) */
function ccid(
  model: string,
  vendorId: number,
  productIds: readonly number[],
  takes: UsbReaderRow['takes'],
  way: string,
): UsbReaderRow {
  return { model, vendorId, productIds, driver: 'ccid', takes, way: `CCID, ${way}`, proven: false };
}

/** What the browser's own list of devices shows (`requestDevice`). */
export type UsbFilter =
  { readonly vendorId: number; readonly productId: number } | { readonly classCode: number };

/** Of every page: what we can drive and nothing else. */
export const USB_FILTERS: readonly UsbFilter[] = USB_READERS.flatMap(({ vendorId, productIds }) =>
  productIds.map((productId) => ({ vendorId, productId })),
);

const SMART_CARD_CLASS = 0x0b;

/**
 * Of an Isolated Web App with the permission `usb-unrestricted`, to which no class is protected (readers.md 1.1): every
 * CCID reader too.
 */
export const UNRESTRICTED_FILTERS: readonly UsbFilter[] = [...USB_FILTERS, { classCode: SMART_CARD_CLASS }];

/** Is this address that of an Isolated Web App? It may still lack the permission: then the claim fails. */
export function isUnrestricted({ protocol }: { readonly protocol: string }): boolean {
  return protocol === 'isolated-app:';
}

/** @param unrestricted what is in no row may be a CCID reader of the protected class */
export function usbReaderRow(
  { vendorId, productId }: { readonly vendorId: number; readonly productId: number },
  unrestricted = false,
): UsbReaderRow | undefined {
  const row = USB_READERS.find((one) => one.vendorId === vendorId && one.productIds.includes(productId));
  return row ?? (unrestricted ? ccid('CCID', vendorId, [productId], 'both', 'by its descriptor') : undefined);
}
