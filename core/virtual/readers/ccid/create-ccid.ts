import { create as createCard, type VirtualCardOptions } from '../../card.ts';
import type { Chip } from '../air/type-b-card.ts';
import type { DeviceClock } from '../clock.ts';
import type { Line } from '../contact/line.ts';
import { SmartCard, type SlotCardOptions } from '../contact/smart-card.ts';
import type { UsbModel } from '../usb/model.ts';
import { Ccid } from './ccid.ts';
import { CCID_DEFAULTS, type CcidOptions } from './options.ts';
import { PRODUCTS, promisesOf, type CcidProductName } from './products.ts';

/** The CCID readers there are, by what one XfrBlock carries, and which product each is unless told. */
export const CCID_MODELS = {
  'ccid-short': 'Smart Card Reader USB',
  'ccid-extended': 'DE-ABCM6',
  'ccid-tpdu': 'SCR3310-NTTCom USB SmartCard Reader',
} as const satisfies Record<string, CcidProductName>;
export type CcidModelName = keyof typeof CCID_MODELS;

export interface VirtualCcidOptions {
  /** the card in it: made from options, a chip of one's own, or false for none; default the persona `adult` */
  readonly card?: VirtualCardOptions | Chip | false;
  /** where it is; default 0 */
  readonly slot?: number;
  /** how the card presents itself */
  readonly front?: SlotCardOptions;
  /** how the reader behaves where that is open */
  readonly reader?: Partial<CcidOptions>;
  readonly clock?: DeviceClock;
}

export interface VirtualCcid extends UsbModel {
  /** what goes between each slot and its card: blocks and APDUs get lost or damaged here */
  readonly lines: readonly Line[];
  /** what the host did that a real reader would not take */
  readonly violations: readonly string[];
  /** takes the card out, or puts it back into its slot or another one; without effect when there is none */
  placeCard(there: boolean, slot?: number): void;
  /** puts another card into a slot; undefined: takes out what is there */
  insert(slot: number, chip: Chip | undefined, front?: SlotCardOptions): void;
  unplug(): void;
  /** the endpoint answers with a stall until the host clears it */
  halt(endpoint: 'in' | 'out' | 'interrupt'): void;
  /** sends bytes nobody asked for */
  babble(bytes: Uint8Array, endpoint?: 'in' | 'interrupt'): void;
}

/** @throws RangeError for a product that does not exist, has another level than the model, or no such slot */
export function createCcid(model: CcidModelName, options: VirtualCcidOptions = {}): VirtualCcid {
  const { card = {}, slot = 0, front, clock } = options;
  const behaviour: CcidOptions = { ...CCID_DEFAULTS, product: CCID_MODELS[model], ...options.reader };
  const product = PRODUCTS[behaviour.product] as (typeof PRODUCTS)[CcidProductName] | undefined;
  if (!product) throw new RangeError(`no such product: ${behaviour.product}`);
  const { level } = promisesOf(product.functional);
  if (model !== `ccid-${level}`) throw new RangeError(`${behaviour.product} is ccid-${level}`);
  const kindOf = (index: number): 'contact' | 'contactless' => {
    const kind = product.slots[index];
    if (!kind) throw new RangeError(`no such slot: ${index}`);
    return kind;
  };
  const firmware = new Ccid(behaviour, clock);
  const made = card === false ? undefined : 'transmit' in card ? card : createCard(card);
  let at = slot;
  const lying = made && new SmartCard(made, kindOf(slot), front);
  if (lying) firmware.insert(slot, lying);
  return {
    descriptors: firmware.descriptors,
    violations: firmware.violations,
    lines: firmware.slots.map(({ line }) => line),
    transferOut: (endpoint, data) => firmware.transferOut(endpoint, data),
    transferIn: (endpoint, length, signal) => firmware.transferIn(endpoint, length, signal),
    controlIn: (setup) => firmware.controlIn(setup),
    controlOut: (setup) => firmware.controlOut(setup),
    placeCard: (there, to = at) => {
      kindOf(to);
      if (!lying) return;
      if (!there || to !== at) firmware.insert(at, undefined);
      if (there) firmware.insert((at = to), lying);
    },
    insert: (to, chip, presents) => {
      const kind = kindOf(to);
      firmware.insert(to, chip && new SmartCard(chip, kind, presents));
    },
    unplug: () => firmware.unplug(),
    halt: (endpoint) => (endpoint === 'interrupt' ? firmware.haltNotices() : firmware.halt(endpoint)),
    babble: (bytes, endpoint) =>
      endpoint === 'interrupt' ? firmware.babbleNotices(bytes) : firmware.babble(bytes),
  };
}
