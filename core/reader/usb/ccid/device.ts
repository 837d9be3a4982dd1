import { KazasuError } from '../../../error/kazasu-error.ts';
import { Turns } from '../../turns.ts';
import { UsbPipe, type UsbDeps } from '../pipe.ts';
import type { UsbDevice } from '../usb-device.ts';
import { usbError } from '../usb-error.ts';
import { ccidInterfaces, type CcidInterface } from './descriptor.ts';
import { CcidLink } from './link.ts';
import { CcidAssembler } from './message.ts';
import { sharedDevice } from './shared-device.ts';
import { listenForChanges } from './slot-changes.ts';
import { CcidSlot } from './slot.ts';

const GET_DESCRIPTOR = 6;
const CONFIGURATION = 0x0200;
/** room for more interfaces than any reader has */
const DESCRIPTOR_ROOM = 1024;
const PROTECTED_CLASS = 0x0b;

/** The device while it is ours. */
interface Opened {
  readonly slots: readonly CcidSlot[];
  readonly links: readonly CcidLink[];
  readonly unlock: () => void;
}

/** A CCID device and those who use its slots: it is claimed as long as there is one. */
export class CcidDevice {
  /** called with the number of a slot that the reader reported as changed */
  readonly listeners = new Set<(slot: number) => void>();
  readonly #device: UsbDevice;
  readonly #deps: UsbDeps;
  readonly #turns = new Turns();
  readonly #users = new Set<object>();
  #opened: Opened | undefined;

  constructor(device: UsbDevice, deps: UsbDeps) {
    this.#device = device;
    this.#deps = deps;
  }

  /**
   * All slots, those of several interfaces one after the other.
   * @throws KazasuError what {@link UsbPipe.open} throws; `reader.unsupported` without a CCID interface of blocks or APDUs
   */
  take(user: object): Promise<readonly CcidSlot[]> {
    return this.#turns.take(async () => {
      this.#opened ??= await this.#open();
      this.#users.add(user);
      return this.#opened.slots;
    });
  }

  letGo(user: object): Promise<void> {
    return this.#turns.take(async () => {
      if (!this.#users.delete(user) || this.#users.size > 0) return;
      const opened = this.#opened;
      this.#opened = undefined;
      for (const link of opened?.links ?? []) await link.close();
      opened?.unlock();
    });
  }

  async #open(): Promise<Opened> {
    const unlock = await this.#deps.lock();
    const device = sharedDevice(this.#device);
    const links: CcidLink[] = [];
    try {
      const slots: CcidSlot[] = [];
      for (const found of await ourInterfaces(device)) {
        const link = await this.#openInterface(device, found, slots.length);
        links.push(link);
        for (let number = 0; number < found.slots; number++) slots.push(new CcidSlot(link, found, number));
      }
      const opened = { slots, links, unlock };
      // unplugged: nobody can use it any more, whoever still holds it
      void Promise.race(links.map(({ lost }) => lost)).then(() => this.#forget(opened));
      return opened;
    } catch (error) {
      for (const link of links) await link.close();
      unlock();
      throw error;
    }
  }

  #forget(opened: Opened): void {
    if (this.#opened !== opened) return;
    this.#opened = undefined;
    this.#users.clear();
    for (const link of opened.links) void link.close();
    opened.unlock();
  }

  async #openInterface(device: UsbDevice, found: CcidInterface, firstSlot: number): Promise<CcidLink> {
    const address = { ...found, selfDelimiting: true };
    // the lock is ours already
    const deps = { clock: this.#deps.clock, lock: () => Promise.resolve(() => undefined) };
    const pipe = await UsbPipe.open(device, address, new CcidAssembler(found.maxMessage), deps);
    if (found.interrupt !== undefined) {
      void listenForChanges(device, found.interrupt, found.interruptSize, (slot) => {
        if (slot < found.slots) this.listeners.forEach((changed) => changed(firstSlot + slot));
      });
    }
    return new CcidLink(pipe, device, found.interface, this.#deps.clock);
  }
}

/** Interfaces of the vendor's own class first: a page may claim those, and no others unless it is unrestricted. */
async function ourInterfaces(device: UsbDevice): Promise<readonly CcidInterface[]> {
  await device.open().catch((error: unknown) => Promise.reject(usbError('open', error)));
  try {
    const setup = { requestType: 'standard', recipient: 'device', request: GET_DESCRIPTOR } as const;
    const got = await device
      .controlTransferIn({ ...setup, value: CONFIGURATION, index: 0 }, DESCRIPTOR_ROOM)
      .catch((error: unknown) => Promise.reject(usbError('transfer', error)));
    const { data } = got;
    const bytes = data && new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const found = ccidInterfaces(bytes ?? new Uint8Array());
    const vendor = found.filter(({ interfaceClass }) => interfaceClass !== PROTECTED_CLASS);
    const chosen = vendor.length > 0 ? vendor : found;
    if (chosen.length === 0) throw new KazasuError('reader.unsupported', { what: 'descriptor' });
    return chosen;
  } finally {
    await device.close().catch(() => undefined);
  }
}
