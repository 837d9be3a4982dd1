import { create as createCard, type VirtualCardOptions } from '../card.ts';
import { Field } from './air/field.ts';
import { ATQB_VARIANTS, TypeBCard, type Chip, type TypeBOptions } from './air/type-b-card.ts';
import {
  CCID_MODELS,
  createCcid,
  type CcidModelName,
  type VirtualCcid,
  type VirtualCcidOptions,
} from './ccid/create-ccid.ts';
import type { DeviceClock } from './clock.ts';
import type { Rcs300Options } from './rcs300/options.ts';
import { Rcs300 } from './rcs300/rcs300.ts';
import type { Rcs380Options } from './rcs380/options.ts';
import { Rcs380 } from './rcs380/rcs380.ts';
import type { UsbModel } from './usb/model.ts';

export { FelicaCard, TypeACard } from './air/foreign-cards.ts';
export { Field } from './air/field.ts';
export { ATQB_VARIANTS, TypeBCard, type Chip, type TypeBOptions } from './air/type-b-card.ts';
export type { CcidModelName, VirtualCcid, VirtualCcidOptions } from './ccid/create-ccid.ts';
export { contactlessAtr, type SlotCardOptions } from './contact/smart-card.ts';
export type { LineDisturbance, LineFrame } from './contact/line.ts';
export { UsbFault, type UsbModel } from './usb/model.ts';
export { WebUsbDevice } from './usb/web-usb-device.ts';

/** The readers with a field of their own, and what may be chosen where the real one's behaviour is open. */
interface FieldModelOptions {
  'rc-s380': Rcs380Options;
  rcs300: Rcs300Options;
}
type FieldModelName = keyof FieldModelOptions;
export type ModelName = FieldModelName | CcidModelName;

type Device = UsbModel & Omit<VirtualReader, 'placeCard'>;
const DEVICES: {
  readonly [M in FieldModelName]: new (
    field: Field,
    options?: Partial<FieldModelOptions[M]>,
    clock?: DeviceClock,
  ) => Device;
} = { 'rc-s380': Rcs380, rcs300: Rcs300 };
/** The readers there are. */
export const MODELS = [...Object.keys(DEVICES), ...Object.keys(CCID_MODELS)] as readonly ModelName[];

/** The maker writes RC-S380, the libraries for it rcs380: both are understood. */
const SPELLINGS = { rcs380: 'rc-s380', 'rc-s300': 'rcs300' } as const;

export interface VirtualReaderOptions<M extends FieldModelName = 'rc-s380'> {
  /** the card that lies on it: made from options, a chip of one's own, or false for none; default the persona `adult` */
  readonly card?: VirtualCardOptions | Chip | false;
  /** how the card presents itself to the radio: a known ATQB by name, or its parts */
  readonly front?: keyof typeof ATQB_VARIANTS | TypeBOptions;
  /** how the reader behaves where that is open */
  readonly reader?: Partial<FieldModelOptions[M]>;
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
export function create<M extends FieldModelName>(model: M, options?: VirtualReaderOptions<M>): VirtualReader;
export function create(
  model: keyof typeof SPELLINGS,
  options?: VirtualReaderOptions<FieldModelName>,
): VirtualReader;
export function create(model: CcidModelName, options?: VirtualCcidOptions): VirtualCcid;
export function create(
  name: ModelName | keyof typeof SPELLINGS,
  options: VirtualReaderOptions<FieldModelName> | VirtualCcidOptions = {},
): VirtualReader | VirtualCcid {
  const model = name === 'rcs380' || name === 'rc-s300' ? SPELLINGS[name] : name;
  if (!MODELS.includes(model)) throw new RangeError(`no such reader: ${model as string}`);
  if (model in CCID_MODELS) return createCcid(model as CcidModelName, options as VirtualCcidOptions);
  return createInField(model as FieldModelName, options as VirtualReaderOptions<FieldModelName>);
}

function createInField<M extends FieldModelName>(model: M, options: VirtualReaderOptions<M>): VirtualReader {
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
