import { create as createCard, type VirtualCardOptions } from '../card.ts';
import { Field } from './air/field.ts';
import { ATQB_VARIANTS, TypeBCard, type Chip, type TypeBOptions } from './air/type-b-card.ts';
import type { DeviceClock } from './clock.ts';
import type { Rcs300Options } from './rcs300/options.ts';
import { Rcs300 } from './rcs300/rcs300.ts';
import type { Rcs380Options } from './rcs380/options.ts';
import { Rcs380 } from './rcs380/rcs380.ts';
import type { UsbModel } from './usb/model.ts';

export { FelicaCard, TypeACard } from './air/foreign-cards.ts';
export { Field } from './air/field.ts';
export { ATQB_VARIANTS, TypeBCard, type Chip, type TypeBOptions } from './air/type-b-card.ts';
export { UsbFault, type UsbModel } from './usb/model.ts';
export { WebUsbDevice } from './usb/web-usb-device.ts';

/** The readers there are, and what may be chosen where the real one's behaviour is open. */
interface ModelOptions {
  'rc-s380': Rcs380Options;
  rcs300: Rcs300Options;
}
export type ModelName = keyof ModelOptions;

type Device = UsbModel & Omit<VirtualReader, 'placeCard'>;
const DEVICES: {
  readonly [M in ModelName]: new (
    field: Field,
    options?: Partial<ModelOptions[M]>,
    clock?: DeviceClock,
  ) => Device;
} = { 'rc-s380': Rcs380, rcs300: Rcs300 };
export const MODELS = Object.keys(DEVICES) as readonly ModelName[];

export interface VirtualReaderOptions<M extends ModelName = 'rc-s380'> {
  /** the card that lies on it: made from options, a chip of one's own, or false for none; default the persona `adult` */
  readonly card?: VirtualCardOptions | Chip | false;
  /** how the card presents itself to the radio: a known ATQB by name, or its parts */
  readonly front?: keyof typeof ATQB_VARIANTS | TypeBOptions;
  /** how the reader behaves where that is open */
  readonly reader?: Partial<ModelOptions[M]>;
  readonly clock?: DeviceClock;
}

export interface VirtualReader extends UsbModel {
  /** the air above it: cards come and go, frames get lost */
  readonly field: Field;
  /** what the host did that a real reader would not take */
  readonly violations: readonly string[];
  /** takes the card away, or puts it back; without effect when there is none */
  placeCard(there: boolean): void;
  unplug(): void;
  /** the endpoint answers with a stall until the host clears it */
  halt(direction: 'in' | 'out'): void;
  /** sends bytes nobody asked for */
  babble(bytes: Uint8Array): void;
}

/**
 * A USB reader made of software, with a software card on it: complete from the descriptors to the chip of the card.
 * Runs in Node and in browsers.
 * @throws RangeError for a model or a quirk that does not exist
 * @example
 * const reader = create('rc-s380', { card: { persona: 'adult' } });
 * await reader.transferOut(2, frame); const ack = await reader.transferIn(1, 64);
 */
export function create<M extends ModelName>(model: M, options: VirtualReaderOptions<M> = {}): VirtualReader {
  if (!MODELS.includes(model)) throw new RangeError(`no such reader: ${model as string}`);
  const { card = {}, front = {} } = options;
  const field = new Field();
  const parts = typeof front === 'string' ? ATQB_VARIANTS[front] : front;
  const chip = card === false ? undefined : 'transmit' in card ? card : createCard(card);
  const lying = chip && new TypeBCard(chip, parts);
  if (lying) {
    chip.powerOff(); // there is no field yet
    field.place(lying);
  }
  const reader: Device = new DEVICES[model](field, options.reader, options.clock);
  return Object.assign(reader, {
    placeCard: (there: boolean) => {
      if (lying && there) field.place(lying);
      else if (lying) field.remove(lying);
    },
  });
}
