import { USB_READERS } from '../../core/worker/usb-readers.ts';

/** A file that makes a Linux let the browser have the reader (readers.md 1.3), as it also lies in public/. */
export interface LinuxFile {
  readonly name: string;
  readonly folder: string;
  readonly content: string;
}

const hex = (id: number): string => id.toString(16).padStart(4, '0');

/** the person at the screen may use the readers; the number makes it stand before the rules that act on the tag */
export const UDEV_RULES: LinuxFile = {
  name: '70-kazasu.rules',
  folder: '/etc/udev/rules.d/',
  content: USB_READERS.flatMap(({ vendorId, productIds }) =>
    productIds.map(
      (id) =>
        `SUBSYSTEM=="usb", ATTR{idVendor}=="${hex(vendorId)}", ATTR{idProduct}=="${hex(id)}", TAG+="uaccess"\n`,
    ),
  ).join(''),
};

/** kernel drivers that take a reader as soon as it is plugged in */
const MODULES = [...new Set(USB_READERS.flatMap(({ kernelModule }) => kernelModule ?? []))];

export const BLACKLIST: LinuxFile = {
  name: 'kazasu.conf',
  folder: '/etc/modprobe.d/',
  content: MODULES.map((name) => `blacklist ${name}\n`).join(''),
};

/** what puts both in place, and lets go of a reader that is plugged in now */
export const LINUX_COMMANDS = [
  ...[UDEV_RULES, BLACKLIST].map(({ name, folder }) => `sudo cp ${name} ${folder}`),
  'sudo udevadm control --reload',
  ...MODULES.map((name) => `sudo modprobe -r ${name}`),
].join('\n');
