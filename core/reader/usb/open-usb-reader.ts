import { KazasuError } from '../../error/kazasu-error.ts';
import type { Reader, ReaderInfo } from '../reader.ts';
import { DRIVERS } from './drivers.ts';
import type { UsbDeps } from './pipe.ts';
import { usbReaderRow } from './registry.ts';
import type { UsbDevice } from './usb-device.ts';

/** A device the person chose, in a form that crosses from a page to its worker. */
export interface UsbChoice {
  readonly vendorId: number;
  readonly productId: number;
  /** empty or null: one that has none; absent: whichever it has */
  readonly serialNumber?: string | null | undefined;
  /** which of several that look alike, from 0, in the browser's order */
  readonly nth?: number;
  /** one slot of a reader that has several, from 0; absent: whichever the card is in */
  readonly slot?: number;
}

export interface UsbAccess {
  /** `navigator.usb.getDevices`: what the person has allowed */
  readonly getDevices: () => Promise<readonly UsbDevice[]>;
  readonly clock: UsbDeps['clock'];
  /** true in an Isolated Web App: readers of the protected class can be claimed */
  readonly unrestricted?: boolean | undefined;
  /** {@link UsbDeps.lock} by name of the reader */
  readonly lock: (id: string) => Promise<() => void>;
}

/**
 * Finds a chosen device among those the browser lets us see, and opens it.
 * @throws KazasuError `reader.unsupported`, `reader.not-permitted`, `reader.ambiguous`, `reader.lost` (it has a serial
 * number, so the browser would show it if it were there), and what the driver throws
 */
export async function openUsbReader(choice: UsbChoice, access: UsbAccess): Promise<Reader> {
  const row = usbReaderRow(choice, access.unrestricted);
  if (!row) throw new KazasuError('reader.unsupported');
  const device = theOne(
    choice,
    (await access.getDevices()).filter((one) => isLike(one, choice)),
  );
  const id = [
    'usb',
    hex(choice.vendorId),
    hex(choice.productId),
    device.serialNumber ?? '', // and not what was asked for: two windows may ask in two ways
    choice.nth ?? 0,
  ].join(':');
  const info: ReaderInfo = {
    id,
    model: row.model,
    route: 'webusb',
    simulated: false,
    hasSerial: Boolean(device.serialNumber),
    proven: row.proven,
  };
  const open = await DRIVERS[row.driver]();
  return open(device, info, { clock: access.clock, lock: () => access.lock(id) }, choice.slot);
}

function theOne(choice: UsbChoice, found: readonly UsbDevice[]): UsbDevice {
  const device = found[choice.nth ?? 0];
  if (found.length > 1 && choice.nth === undefined) throw new KazasuError('reader.ambiguous');
  if (device) return device;
  throw new KazasuError(choice.serialNumber ? 'reader.lost' : 'reader.not-permitted', { sent: 'no' });
}

function isLike(device: UsbDevice, { vendorId, productId, serialNumber }: UsbChoice): boolean {
  const sameSerial = serialNumber === undefined || (device.serialNumber ?? '') === (serialNumber ?? '');
  return device.vendorId === vendorId && device.productId === productId && sameSerial;
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}
