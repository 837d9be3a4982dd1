import { KazasuError } from '../../../error/kazasu-error.ts';
import type { Reader, ReaderInfo } from '../../reader.ts';
import type { UsbDeps } from '../pipe.ts';
import type { UsbDevice } from '../usb-device.ts';
import { AnySlotReader } from './any-slot-reader.ts';
import { CcidReader } from './ccid-reader.ts';
import { CcidDevice } from './device.ts';

/**
 * Claims a CCID reader and reads its descriptor.
 * @param slot which of its slots, from 0; undefined: all of them, and the card may be in any
 * @throws KazasuError `reader.unsupported` for a device without CCID, a slot it has not, or a class Chrome protects;
 *   what {@link CcidDevice.take} throws
 */
export async function openCcid(
  device: UsbDevice,
  info: ReaderInfo,
  deps: UsbDeps,
  slot?: number,
): Promise<Reader> {
  const shared = new CcidDevice(device, deps);
  const opener = {};
  const { length } = await shared.take(opener);
  try {
    const readerOf = (index: number): CcidReader => {
      const id = length > 1 ? `${info.id}:${index}` : info.id;
      return new CcidReader(shared, index, { ...info, id, slots: length }, deps.clock);
    };
    if (slot !== undefined && (slot < 0 || slot >= length))
      throw new KazasuError('reader.unsupported', { what: 'slot' });
    const reader =
      slot !== undefined || length === 1
        ? readerOf(slot ?? 0)
        : new AnySlotReader(
            Array.from({ length }, (_, index) => readerOf(index)),
            { ...info, slots: length },
          );
    await reader.resume();
    return reader;
  } finally {
    await shared.letGo(opener);
  }
}
