import { KazasuError } from '../../../error/kazasu-error.ts';
import { parseAtr, type Atr } from '../../contact/atr.ts';
import { acceptedRates, bitRate, ppsRequest } from '../../contact/pps.ts';
import { T1, type ContactLine, type LineAnswer } from '../../contact/t1.ts';
import { CRCS, LRC } from '../../contact/t1-block.ts';
import type { Clock } from '../../clock.ts';
import { FEATURE } from './descriptor.ts';
import { CCID_ERROR, WAIT_MS, type CcidReply } from './link.ts';
import { HEADER_LENGTH } from './message.ts';
import type { CcidSlot } from './slot.ts';
import { answered } from './xfr.ts';

const T1_PROTOCOL = 1;
/** first byte of an answer to reset in inverse convention */
const INVERSE = 0x3f;
const DEFAULT_RATES = 0x11;
/** node address, control byte and length, in front of a block's content */
const PROLOGUE = 3;
const MAX_IFS = 254;
const DEFAULT_IFSD = 32;

/**
 * T=1 with a card that has just answered to reset, through a reader that passes blocks on (readers.md 4.2): choice of
 * protocol and rate where the reader leaves it to us, SetParameters, S(IFS). No command has been run by then.
 * @throws KazasuError `card.foreign` for a card without T=1, `card.silent` when it does not agree on anything
 */
export async function startT1(slot: CcidSlot, answer: Uint8Array, clock: Clock): Promise<T1> {
  const atr = parseAtr(answer);
  if (!atr?.protocols.includes(T1_PROTOCOL))
    throw new KazasuError('card.foreign', { what: 'ATR', sent: 'no' });
  const line = new CcidLine(slot);
  const rates = await agreeOnRates(slot, line, atr);
  await setParameters(slot, atr, rates, answer[0] === INVERSE);
  const { features, maxIfsd, maxMessage } = slot.properties;
  for (const edc of atr.check === 'lrc' ? [LRC] : CRCS) {
    const ifsd = Math.min(maxIfsd, MAX_IFS, maxMessage - HEADER_LENGTH - PROLOGUE - edc.length);
    const t1 = new T1(line, { edc, ifsc: atr.ifsc, ifsd, clock });
    const settled = (features & FEATURE.automaticIfsd) !== 0 || ifsd === DEFAULT_IFSD;
    if (settled || (await t1.offerIfsd())) return t1;
  }
  throw new KazasuError('card.silent', { what: 'IFS', sent: 'no' });
}

/**
 * Rates in the form of TA1. A reader that negotiates by itself does it by the parameters it is given; else we ask the
 * card, when it must be told the protocol or can go faster than it starts.
 */
async function agreeOnRates(slot: CcidSlot, line: ContactLine, atr: Atr): Promise<number> {
  const { features, clock, maxDataRate } = slot.properties;
  const possible = bitRate(atr.rates ?? DEFAULT_RATES, clock);
  const fast = possible !== undefined && possible <= maxDataRate;
  const best = fast ? (atr.rates ?? DEFAULT_RATES) : DEFAULT_RATES;
  if (atr.specific || (features & (FEATURE.negotiates | FEATURE.automaticPps)) !== 0) return best;
  if (atr.protocols[0] === T1_PROTOCOL && best === DEFAULT_RATES) return best;
  const heard = await line.exchange(ppsRequest(T1_PROTOCOL, best), 0);
  const agreed = heard.kind === 'block' ? acceptedRates(heard.bytes, T1_PROTOCOL, best) : undefined;
  if (agreed === undefined) throw new KazasuError('card.silent', { what: 'PPS', sent: 'no' });
  return agreed;
}

/** A reader that sets itself by the answer to reset may refuse to be told. */
async function setParameters(slot: CcidSlot, atr: Atr, rates: number, inverse: boolean): Promise<void> {
  const check = 0x10 | (inverse ? 2 : 0) | (atr.check === 'crc' ? 1 : 0);
  const data = Uint8Array.of(rates, check, atr.guardTime, atr.waiting, 0, atr.ifsc, 0);
  const { ok, icc, error } = await slot.command('SetParameters', { specific: [T1_PROTOCOL, 0, 0], data });
  const sets = (slot.properties.features & (FEATURE.parametersByAtr | FEATURE.negotiates)) !== 0;
  if (ok || (sets && icc === 'active')) return;
  if (icc !== 'active') throw new KazasuError('card.lost', { what: 'SetParameters', sent: 'no' });
  throw new KazasuError('reader.failed', { what: `SetParameters ${error.toString(16)}`, sent: 'no' });
}

/** Blocks as XfrBlock carries them; the reader watches the waiting times. */
class CcidLine implements ContactLine {
  readonly #slot: CcidSlot;

  constructor(slot: CcidSlot) {
    this.#slot = slot;
  }

  async exchange(block: Uint8Array, wtx: number): Promise<LineAnswer> {
    const waitMs = WAIT_MS * Math.max(1, wtx);
    return lineAnswer(await this.#slot.command('XfrBlock', { specific: [wtx, 0, 0], waitMs, data: block }));
  }
}

/** What became of a block: lost and damaged ones are the protocol's to mend, everything else ends the connection. */
function lineAnswer(reply: CcidReply): LineAnswer {
  if (!reply.ok && reply.icc === 'active') {
    if (reply.error === CCID_ERROR.mute) return { kind: 'silence' };
    if (reply.error === CCID_ERROR.parity || reply.error === CCID_ERROR.overrun) return { kind: 'garbled' };
  }
  const { data } = answered(reply);
  return data.length === 0 ? { kind: 'silence' } : { kind: 'block', bytes: data };
}
