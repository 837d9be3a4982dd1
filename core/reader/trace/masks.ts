import type { DriverName } from '../usb/drivers.ts';
import { CcidMask } from './ccid-mask.ts';
import { Rcs300Mask } from './rcs300-mask.ts';
import { Rcs380Mask } from './rcs380-mask.ts';

/** Takes out of a transfer what may not leave this machine; what it gives is a transfer of the same kind. */
export interface TransferMask {
  out(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  in(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
}

/** The mask for one claimed device, with its own memory of what is under way. A new driver needs one of its own. */
export function maskFor(driver: DriverName): TransferMask {
  switch (driver) {
    case 'rcs380':
      return new Rcs380Mask();
    case 'rcs300':
      return new Rcs300Mask();
    case 'ccid':
      return new CcidMask();
  }
}
