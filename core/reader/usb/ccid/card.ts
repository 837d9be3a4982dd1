import type { LinkInfo } from '../../../apdu/card-connection.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import type { Clock } from '../../clock.ts';
import type { PoweredCard } from '../../powered-connection.ts';
import { exchangeApdu } from './apdu-level.ts';
import type { CcidSlot } from './slot.ts';
import { startT1 } from './tpdu-level.ts';

/** longest APDU of the short form: header, Lc, 255 bytes, Le */
const SHORT_APDU = 261;
/** longest APDU of the extended form: header, Lc, 65,535 bytes, Le */
const EXTENDED_APDU = 4 + 3 + 0xffff + 2;

/**
 * Switches the card in a slot off and on, and makes what speaks with it, by the reader's level.
 * @throws KazasuError `card.none`, `card.silent`, `card.foreign`, `reader.failed`, `reader.lost`
 */
export async function powerCard(slot: CcidSlot, clock: Clock): Promise<PoweredCard> {
  const atr = await slot.powerCycle();
  const { level } = slot.properties;
  const t1 = level === 'tpdu' ? await startT1(slot, atr, clock) : undefined;
  const short = level === 'short';
  const link: LinkInfo = {
    route: 'webusb',
    simulated: false,
    maxCommandData: short ? 255 : 0xffff,
    maxResponseData: short ? 256 : 0x10000,
    atr,
  };
  let stopped = false;
  return {
    link,
    maxCommand: short ? SHORT_APDU : EXTENDED_APDU,
    exchange: (apdu) => {
      if (stopped) return Promise.reject(new KazasuError('card.lost', { sent: 'no' }));
      return t1 ? t1.exchange(apdu) : exchangeApdu(slot, apdu);
    },
    // a reader takes the power away when the card goes, even if another one came
    present: async () => (await slot.icc()) === 'active',
    stop: () => {
      stopped = true;
      t1?.stop();
      void slot.abort();
    },
    off: () => slot.powerOff(),
  };
}
