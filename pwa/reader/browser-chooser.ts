import { UNRESTRICTED_FILTERS, USB_FILTERS } from '../../core/worker/usb-readers.ts';
import type { UsbChoice } from '../../core/worker/protocol.ts';
import type { Chooser, Chosen } from './chooser.ts';

/** No hand closes a list so fast, in ms: it was never shown. */
const NO_HAND_MS = 150;

/** The two calls of WebUSB that need a window, and a clock in ms. */
export interface UsbWindow {
  readonly usb: Pick<USB, 'requestDevice' | 'getDevices'>;
  readonly now: () => number;
  /** true in an Isolated Web App: readers of the protected class can be chosen too */
  readonly unrestricted?: boolean;
}

/** The list in this very window, filtered to what can be driven. */
export function browserChooser({ usb, now, unrestricted = false }: UsbWindow): Chooser {
  return {
    where: 'here',
    async choose(): Promise<Chosen> {
      const began = now();
      let device: USBDevice;
      try {
        device = await usb.requestDevice({
          filters: [...(unrestricted ? UNRESTRICTED_FILTERS : USB_FILTERS)],
        });
      } catch (error) {
        // Chrome says the same of a list that was closed and of one that a setting forbids (readers.md 6.1)
        if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error;
        return { kind: now() - began < NO_HAND_MS ? 'no-list' : 'nothing' };
      }
      return { kind: 'reader', choice: await choiceOf(device, usb) };
    },
  };
}

/** In a form that crosses to the worker. Without a serial number the browser's order tells twins apart. */
async function choiceOf(device: USBDevice, usb: UsbWindow['usb']): Promise<UsbChoice> {
  const { vendorId, productId, serialNumber } = device;
  if (serialNumber) return { vendorId, productId, serialNumber };
  const alike = (await usb.getDevices()).filter(
    (one) => one.vendorId === vendorId && one.productId === productId && !one.serialNumber,
  );
  return { vendorId, productId, serialNumber: '', ...(alike.length > 1 && { nth: alike.indexOf(device) }) };
}
