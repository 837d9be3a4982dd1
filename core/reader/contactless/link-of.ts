import type { LinkInfo } from '../../apdu/card-connection.ts';
import type { ActiveCard } from './activate.ts';
import { FSD } from './attrib.ts';

/** What a card can do whose block protocol is ours. */
export function linkOf({ bitRate, fsc, fwt, chainLimit }: ActiveCard): LinkInfo {
  return {
    route: 'webusb',
    simulated: false,
    maxCommandData: Math.min(0xffff, chainLimit - 9), // header, Lc and Le of the extended form
    maxResponseData: 0x10000,
    technology: 'B',
    bitRate,
    fsc,
    fsd: FSD,
    fwt,
  };
}
