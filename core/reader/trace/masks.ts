import type { DriverName } from '../usb/drivers.ts';
import { CcidMask } from './ccid-mask.ts';
import { Rcs380Mask } from './rcs380-mask.ts';

/** Takes out of a transfer what may not leave this machine; what it gives is a transfer of the same kind. */
export interface TransferMask {
  out(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  in(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
}

const BLANK = 64;

/** For protocols nobody wrote a mask for: that something went, and which way. */
const everything: TransferMask = {
  out: (bytes) => new Uint8Array(bytes.length > 0 ? BLANK : 0),
  in: (bytes) => new Uint8Array(bytes.length > 0 ? BLANK : 0),
};

/** The mask for one claimed device, with its own memory of what is under way. */
export function maskFor(driver: DriverName): TransferMask {
  if (driver === 'rcs380') return new Rcs380Mask();
  return driver === 'ccid' ? new CcidMask() : everything;
}
