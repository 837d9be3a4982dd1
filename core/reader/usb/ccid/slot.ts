import { KazasuError } from '../../../error/kazasu-error.ts';
import type { CcidInterface } from './descriptor.ts';
import { FEATURE } from './descriptor.ts';
import { CCID_ERROR, type CcidCommand, type CcidLink, type CcidReply } from './link.ts';

/** bPowerSelect by bit of bVoltageSupport, in the order libccid tries them: 5, 3, 1.8 V */
const VOLTAGES = [
  [1, 1],
  [2, 2],
  [4, 3],
] as const;
/** codes that tell of an answer to reset nobody can use: too long, wrong protocol, check byte or first byte */
const BAD_ATR = new Set([0xa3, 0xf6, 0xf7, 0xf8]);
/** a contact card may be switched on three times with pauses between (ISO/IEC 7816-3), a contactless one is searched for */
const POWER_ON_MS = 10_000;

/** One slot of a reader: power, state, and blocks to the card. */
export class CcidSlot {
  readonly properties: CcidInterface;
  readonly #link: CcidLink;
  readonly #number: number;

  constructor(link: CcidLink, properties: CcidInterface, number: number) {
    this.#link = link;
    this.properties = properties;
    this.#number = number;
  }

  /** settles when the reader was unplugged or closed */
  get lost(): Promise<void> {
    return this.#link.lost;
  }

  async icc(): Promise<CcidReply['icc']> {
    const { ok, icc, error } = await this.command('GetSlotStatus');
    // some readers fail the command for an empty slot
    if (!ok && icc !== 'absent') throw failed('GetSlotStatus', error);
    return icc;
  }

  /**
   * Off, then on: what was verified is gone.
   * @returns answer to reset
   * @throws KazasuError `card.none`, `card.silent` for a card that does not answer, `card.foreign` for an answer nobody
   *   can use, `reader.failed`
   */
  async powerCycle(): Promise<Uint8Array> {
    const icc = await this.icc();
    if (icc === 'absent') throw new KazasuError('card.none', { sent: 'no' });
    if (icc === 'active') await this.powerOff();
    let error = 0;
    for (const select of this.#voltages()) {
      const reply = await this.command('IccPowerOn', { specific: [select, 0, 0], waitMs: POWER_ON_MS });
      if (reply.ok) return reply.data;
      if (reply.icc === 'absent') throw new KazasuError('card.none', { sent: 'no' });
      error = reply.error;
    }
    if (error === CCID_ERROR.mute) throw new KazasuError('card.silent', { what: 'IccPowerOn', sent: 'no' });
    if (BAD_ATR.has(error)) throw new KazasuError('card.foreign', { what: 'IccPowerOn', sent: 'no' });
    throw failed('IccPowerOn', error);
  }

  async powerOff(): Promise<void> {
    await this.command('IccPowerOff');
  }

  command(name: Parameters<CcidLink['command']>[0], command?: CcidCommand): Promise<CcidReply> {
    return this.#link.command(name, this.#number, command);
  }

  /** gives up the command under way */
  abort(): Promise<void> {
    return this.#link.abort(this.#number);
  }

  #voltages(): readonly number[] {
    const { features, voltages } = this.properties;
    if ((features & FEATURE.automaticVoltage) !== 0) return [0];
    const able = VOLTAGES.filter(([bit]) => (voltages & bit) !== 0).map(([, select]) => select);
    return able.length > 0 ? able : [0];
  }
}

function failed(what: string, error: number): KazasuError {
  const code = error.toString(16).toUpperCase().padStart(2, '0');
  return new KazasuError('reader.failed', { what: `${what} ${code}`, sent: 'no' });
}
