import type { Reader, ReaderInfo } from '../reader.ts';
import type { UsbDeps } from './pipe.ts';
import type { UsbDevice } from './usb-device.ts';

/** Claims a device and makes a reader of it. */
export type OpenDriver = (device: UsbDevice, info: ReaderInfo, deps: UsbDeps) => Promise<Reader>;

/** The drivers by name, each loaded when its first reader is opened. */
export const DRIVERS = {
  rcs380: async () => (await import('./rcs380/open.ts')).openRcs380,
} satisfies Record<string, () => Promise<OpenDriver>>;

export type DriverName = keyof typeof DRIVERS;
