import { KazasuError } from '../../error/kazasu-error.ts';
import { sleep, type Clock } from '../clock.ts';
import { attrib, chainLimit } from './attrib.ts';
import type { Atqb } from './atqb.ts';
import { IsoDep } from './iso-dep.ts';
import type { BitRate, Radio } from './radio.ts';
import { frameWaitingTime, WAIT_MARGIN } from './waiting-time.ts';
import { wake } from './wake.ts';

/** A card that was selected and can be talked to. */
export interface ActiveCard {
  readonly isoDep: IsoDep;
  readonly bitRate: BitRate;
  readonly fsc: number;
  /** ms */
  readonly fwt: number;
  /** longest command it takes, in bytes; Infinity when it names no limit */
  readonly chainLimit: number;
}

/** Long enough without field for a card to lose its power, and with field to start (ISO 14443-3: 5 ms each). */
const OFF_MS = 20;
const START_MS = 10;
/** ATTRIB may take the frame waiting time; never less than what working readers wait (readers.md 5.3). */
const ATTRIB_MS = 30;

/** once at the best rate, twice at 106 */
const ATTEMPTS = 3;

/**
 * Power cycle, WUPB, ATTRIB: the only card in the field, at the best bit rate both sides have. A faster one is on
 * trial until something is heard at it.
 * @param limit a better rate than this is not taken
 * @throws KazasuError `card.none`, `card.several`, `card.foreign`, `card.lost`; what the radio throws
 */
export async function activate(radio: Radio, clock: Clock, limit: BitRate = 424): Promise<ActiveCard> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const atqb = await only(radio, clock);
    const best = radio.rates.findLast((one) => one <= limit && atqb.rates.includes(one)) ?? 106;
    const card = await select(radio, clock, atqb, attempt === 0 ? best : 106);
    if (card) return card;
  }
  throw new KazasuError('card.lost', { what: 'ATTRIB', sent: 'no' });
}

async function only(radio: Radio, clock: Clock): Promise<Atqb> {
  await radio.off();
  await sleep(clock, OFF_MS);
  await radio.tune('B');
  await sleep(clock, START_MS);
  const woken = await wake(radio);
  if (woken.kind !== 'card') {
    throw new KazasuError(woken.kind === 'none' ? 'card.none' : 'card.several', { sent: 'no' });
  }
  if (!woken.atqb.isoDep) throw new KazasuError('card.foreign', { sent: 'no' });
  return woken.atqb;
}

async function select(
  radio: Radio,
  clock: Clock,
  atqb: Atqb,
  rate: BitRate,
): Promise<ActiveCard | undefined> {
  const fwt = frameWaitingTime(atqb.fwi);
  const began = clock.now();
  const answer = await radio.exchange(attrib(atqb, rate), Math.max(ATTRIB_MS, fwt + WAIT_MARGIN));
  const answersIn = clock.now() - began;
  const limit = answer.kind === 'frame' ? chainLimit(answer.bytes, atqb.fsc) : undefined;
  if (limit === undefined) return undefined;
  if (rate !== 106) await radio.tune('B', rate);
  const isoDep = new IsoDep(radio, { fsc: atqb.fsc, fwt, clock, answersIn, onTrial: rate !== 106 });
  return { isoDep, bitRate: rate, fsc: atqb.fsc, fwt, chainLimit: limit };
}
