/** What a page has to know of the card's PINs: their names, forms and full numbers of tries. */
export { hasPinFormat, PINS, type PinName } from '../card/pin.ts';
export type { PinState } from '../card/read-tries.ts';
