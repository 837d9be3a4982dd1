import type { LinkInfo } from '../../../apdu/card-connection.ts';
import { concat } from '../../../bytes/concat.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import type { Clock } from '../../clock.ts';
import type { ActiveCard } from '../../contactless/activate.ts';
import { attrib, chainLimit } from '../../contactless/attrib.ts';
import { parseAtqb, type Atqb } from '../../contactless/atqb.ts';
import type { FieldCard } from '../../contactless/card-field.ts';
import { IsoDep } from '../../contactless/iso-dep.ts';
import { linkOf } from '../../contactless/link-of.ts';
import type { Radio, RadioAnswer } from '../../contactless/radio.ts';
import { frameWaitingTime, WAIT_MARGIN } from '../../contactless/waiting-time.ts';
import { wake } from '../../contactless/wake.ts';
import { RAW_B } from './managed-card.ts';
import { OBJECT, valueOf, type Reply } from './objects.ts';
import type { Rcs300Session } from './session.ts';

const ATTRIB_MS = 30;
const PROTOCOL_INFO = 3;

/** A card found by the reader (layer 3), whose selection and block protocol are ours; 106 kbit/s. */
export class HostCard implements FieldCard {
  readonly link: LinkInfo;
  readonly maxCommand: number;
  readonly fwt: number;
  readonly #isoDep: IsoDep;

  /**
   * @param found what the reader said when it found the card
   * @throws KazasuError `card.none`, `card.several`, `card.foreign`; what the session throws
   */
  static async select(session: Rcs300Session, clock: Clock, found: Reply): Promise<HostCard> {
    const radio = {
      exchange: (frame: Uint8Array, waitMs: number): Promise<RadioAnswer> =>
        session.exchange(frame, { waitMs, flags: RAW_B }),
    };
    const atqb = (await declared(session, found)) ?? (await asked(radio));
    if (!atqb.isoDep) throw new KazasuError('card.foreign', { sent: 'no' });
    const fwt = frameWaitingTime(atqb.fwi);
    const began = clock.now();
    const answer = await radio.exchange(attrib(atqb, 106), Math.max(ATTRIB_MS, fwt + WAIT_MARGIN));
    // silence: the reader has selected it already, which ends in the same state (readers.md 8, entry 3)
    const limit = answer.kind === 'frame' ? chainLimit(answer.bytes, atqb.fsc) : undefined;
    const isoDep = new IsoDep(radio, { fsc: atqb.fsc, fwt, clock, answersIn: clock.now() - began });
    return new HostCard({ isoDep, bitRate: 106, fsc: atqb.fsc, fwt, chainLimit: limit ?? Infinity });
  }

  private constructor(active: ActiveCard) {
    this.link = linkOf(active);
    this.maxCommand = active.chainLimit;
    this.fwt = active.fwt;
    this.#isoDep = active.isoDep;
  }

  get absenceMs(): number {
    return this.#isoDep.absenceMs;
  }

  exchange(apdu: Uint8Array): Promise<Uint8Array> {
    return this.#isoDep.exchange(apdu);
  }

  present(): Promise<boolean> {
    return this.#isoDep.present();
  }

  stop(): void {
    this.#isoDep.stop();
  }

  async deselect(): Promise<void> {
    await this.#isoDep.deselect();
  }
}

/** its ATQB, put together from what the reader tells of it */
async function declared(session: Rcs300Session, found: Reply): Promise<Atqb | undefined> {
  const info = valueOf(found, OBJECT.protocol);
  if (info?.length !== PROTOCOL_INFO) return undefined;
  const pupi = await session.uid();
  return pupi?.length === 4
    ? parseAtqb(concat(Uint8Array.of(0x50), pupi, new Uint8Array(4), info))
    : undefined;
}

/** its ATQB, asked for by ourselves */
async function asked(radio: Pick<Radio, 'exchange'>): Promise<Atqb> {
  const woken = await wake(radio);
  if (woken.kind === 'card') return woken.atqb;
  throw new KazasuError(woken.kind === 'none' ? 'card.none' : 'card.several', { sent: 'no' });
}
