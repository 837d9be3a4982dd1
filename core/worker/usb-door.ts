import { KazasuError } from '../error/kazasu-error.ts';
import { systemClock, type Clock } from '../reader/clock.ts';
import type { Reader } from '../reader/reader.ts';
import type { TraceRecorder } from '../reader/trace/recorder.ts';
import { openUsbReader, type UsbAccess, type UsbChoice } from '../reader/usb/open-usb-reader.ts';
import { usbReaderRow } from '../reader/usb/registry.ts';
import type { UsbReaderSeen } from './protocol.ts';
import { takeLock, type Locks } from './take-lock.ts';

export interface UsbDoorDeps {
  readonly locks: Locks;
  /** `navigator.usb`; undefined where the browser has none */
  readonly usb?: Pick<UsbAccess, 'getDevices'> | undefined;
  /** true in an Isolated Web App */
  readonly unrestricted?: boolean;
  /** time as the readers see it; the real one if absent */
  readonly clock?: Clock;
}

/**
 * `recorder` is told every transfer.
 * @throws KazasuError `reader.unavailable`, and what {@link openUsbReader} throws
 */
export async function openUsb(
  choice: UsbChoice,
  { usb, unrestricted, locks, clock }: UsbDoorDeps,
  recorder: TraceRecorder,
): Promise<Reader> {
  if (!usb) throw new KazasuError('reader.unavailable');
  const row = usbReaderRow(choice, unrestricted);
  const { recordUsb } = await import('../reader/trace/record-usb.ts');
  return openUsbReader(choice, {
    getDevices: async () => {
      const devices = await usb.getDevices();
      return row ? devices.map((device) => recordUsb(device, row.driver, recorder)) : devices;
    },
    clock: clock ?? systemClock,
    unrestricted,
    lock: (id) => takeLock(locks, `kazasu-claim:${id}`),
  });
}

/** The readers among the devices the person has allowed and that are plugged in; twins are counted. */
export async function seenUsbReaders({ usb, unrestricted }: UsbDoorDeps): Promise<readonly UsbReaderSeen[]> {
  const count = new Map<string, number>();
  return ((await usb?.getDevices()) ?? []).flatMap(({ vendorId, productId, serialNumber }) => {
    const row = usbReaderRow({ vendorId, productId }, unrestricted);
    if (!row) return [];
    const key = [vendorId, productId, serialNumber ?? ''].join(':');
    const nth = count.get(key) ?? 0;
    count.set(key, nth + 1);
    return [{ vendorId, productId, serialNumber: serialNumber ?? '', nth, model: row.model }];
  });
}
