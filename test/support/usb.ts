import { create as createCard } from '../../core/virtual/card.ts';
import {
  create,
  WebUsbDevice,
  type Chip,
  type VirtualReader,
  type VirtualReaderOptions,
} from '../../core/virtual/readers/readers.ts';
import type { Surroundings } from '../../core/virtual/readers/usb/web-usb-device.ts';
import type { CcidModelName, VirtualCcid, VirtualCcidOptions } from '../../core/virtual/readers/readers.ts';
import { openCcid } from '../../core/reader/usb/ccid/open.ts';
import { openRcs300 } from '../../core/reader/usb/rcs300/open.ts';
import { openRcs380 } from '../../core/reader/usb/rcs380/open.ts';
import type { Reader } from '../../core/reader/reader.ts';
import { AutoClock } from './auto-clock.ts';

export interface Plugged<Virtual = VirtualReader> {
  readonly clock: AutoClock;
  readonly virtual: Virtual;
  readonly device: CountedDevice;
  readonly open: () => Promise<Reader>;
  /** pulls the cable */
  readonly unplug: () => void;
}

/** The device as the driver gets it; every transfer that ends is counted, and any can be met by a fault. */
export class CountedDevice extends WebUsbDevice {
  transfers = 0;
  /** what was sent and received, `>` to the reader, in hexadecimal */
  readonly log: string[] = [];
  /** called before the transfer of this number is answered, counted from 0 */
  before: (index: number) => void = () => undefined;
  readonly outs: Uint8Array[] = [];

  override async transferOut(
    endpoint: number,
    data: Uint8Array<ArrayBuffer>,
  ): ReturnType<WebUsbDevice['transferOut']> {
    this.outs.push(data);
    this.log.push(`>${Buffer.from(data).toString('hex').toUpperCase()}`);
    this.before(this.transfers++);
    return super.transferOut(endpoint, data);
  }

  override async transferIn(endpoint: number, length: number): ReturnType<WebUsbDevice['transferIn']> {
    const result = await super.transferIn(endpoint, length);
    const { data } = result;
    this.before(this.transfers++);
    if (data)
      this.log.push(
        `<${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex').toUpperCase()}`,
      );
    return result;
  }
}

const INFO = { id: 'usb', model: 'RC-S380', route: 'webusb', simulated: false } as const;

/** Drivers of the readers with a field of their own, by the model of software. */
const OPENERS = { 'rc-s380': openRcs380, rcs300: openRcs300 } as const;
export type FieldModel = keyof typeof OPENERS;

export type PlugOptions<M extends FieldModel = 'rc-s380'> = Omit<VirtualReaderOptions<M>, 'clock'> & {
  model?: M;
  around?: Partial<Surroundings>;
  clock?: AutoClock;
};

/** A software reader with a field, an RC-S380 unless named, on a simulated cable, in simulated time. */
export function plugIn<M extends FieldModel = 'rc-s380'>(options: PlugOptions<M> = {}): Plugged {
  const { clock = new AutoClock(), model = 'rc-s380' } = options;
  const { card = {} } = options;
  const chip = card === false ? false : heldChip('transmit' in card ? card : createCard(card), clock);
  const virtual = create<M | 'rc-s380'>(model, {
    ...(options as VirtualReaderOptions<M | 'rc-s380'>),
    card: chip,
    clock,
  });
  const device = new CountedDevice(virtual, options.around);
  const deps = { clock, lock: () => Promise.resolve(() => undefined) };
  return {
    clock,
    virtual,
    device,
    open: () => OPENERS[model](device, { ...INFO, model }, deps),
    unplug: () => {
      device.unplugged();
      virtual.unplug();
    },
  };
}

/** A software CCID reader on a simulated cable, in simulated time; `openSlot`: one of several slots. */
export function plugInCcid(
  model: CcidModelName,
  options: Omit<VirtualCcidOptions, 'clock'> & {
    around?: Partial<Surroundings>;
    clock?: AutoClock;
    openSlot?: number;
  } = {},
): Plugged<VirtualCcid> {
  const { clock = new AutoClock(), card = {} } = options;
  const chip = card === false ? false : heldChip('transmit' in card ? card : createCard(card), clock);
  const virtual = create(model, { ...options, card: chip, clock });
  const device = new CountedDevice(virtual, options.around);
  const deps = { clock, lock: () => Promise.resolve(() => undefined) };
  return {
    clock,
    virtual,
    device,
    open: () => openCcid(device, { ...INFO, model }, deps, options.openSlot),
    unplug: () => {
      device.unplugged();
      virtual.unplug();
    },
  };
}

/** the clock stands still while the card computes */
export function heldChip(chip: Chip, clock: AutoClock): Chip {
  return {
    transmit: (apdu) => clock.hold(chip.transmit(apdu)),
    powerOn: () => chip.powerOn(),
    powerOff: () => chip.powerOff(),
  };
}
