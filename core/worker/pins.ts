/** What a page has to know of the card's PINs: their names and full numbers of tries. */
export { PINS, type PinName } from '../card/pin.ts';
export type { PinState } from '../card/read-tries.ts';
