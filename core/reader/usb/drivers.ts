import type { Reader, ReaderInfo } from '../reader.ts';
import type { UsbDeps } from './pipe.ts';
import type { UsbDevice } from './usb-device.ts';

/** Claims a device and makes a reader of it; `slot`: one of several, undefined: whichever the card is in. */
export type OpenDriver = (
  device: UsbDevice,
  info: ReaderInfo,
  deps: UsbDeps,
  slot?: number,
) => Promise<Reader>;

/** The drivers by name, each loaded when its first reader is opened. */
export const DRIVERS = {
  rcs380: async () => (await import('./rcs380/open.ts')).openRcs380,
  rcs300: async () => (await import('./rcs300/open.ts')).openRcs300,
  ccid: async () => (await import('./ccid/open.ts')).openCcid,
} satisfies Record<string, () => Promise<OpenDriver>>;

export type DriverName = keyof typeof DRIVERS;
