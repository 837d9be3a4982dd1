import { KazasuError } from '../../../error/kazasu-error.ts';
import { sleep, type Clock } from '../../clock.ts';
import type { CardField, FieldCard } from '../../contactless/card-field.ts';
import type { FieldState } from '../../reader.ts';
import { findMode } from './find-mode.ts';
import { HostCard } from './host-card.ts';
import { ManagedCard } from './managed-card.ts';
import type { Known, Mode } from './mode.ts';
import { failed, OBJECT, valueOf } from './objects.ts';
import type { Rcs300Session } from './session.ts';

/** standards of a switch (readers.md 3.3) */
const A = 0x00;
const B = 0x01;
const FELICA = 0x03;
const AFTER_SWITCH_MS = 20;
/** SENSF_REQ to all systems */
const POLL_FELICA = Uint8Array.of(0x06, 0x00, 0xff, 0xff, 0x01, 0x00);
const POLL_MS = 10;

/** The field of an RC-S300: its firmware looks for cards, one kind after the other. */
export class Rcs300Field implements CardField {
  readonly lost: Promise<void>;
  /** a switch and what it found */
  readonly transfersPerLook = 2;
  readonly #session: Rcs300Session;
  readonly #clock: Clock;
  readonly #known: Known;
  #last: FieldState = 'empty';
  /** which kind of foreign card lies there */
  #foreign: 'A' | 'F' | undefined;
  #looks = 0;
  /** 4 until the reader refuses it */
  #layer: 3 | 4 = 4;

  constructor(session: Rcs300Session, clock: Clock, known: Known) {
    this.#session = session;
    this.#clock = clock;
    this.#known = known;
    this.lost = session.lost;
  }

  async look(thorough = false): Promise<FieldState> {
    this.#last = await this.#look(thorough);
    return this.#last;
  }

  async select(): Promise<FieldCard> {
    const { mode } = this.#known;
    if (mode) {
      const card = await this.#selectIn(mode);
      if (card) return card;
      throw new KazasuError('reader.failed', { what: 'mode', sent: 'no' });
    }
    const found = await findMode((one) => this.#selectIn(one));
    this.#known.mode = found.mode;
    return found.card;
  }

  off(): Promise<void> {
    return this.#session.end();
  }

  /** it knows no way to give up: its answer is waited for */
  abort(): void {
    // nothing
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  /** A new session and a power cycle, so that flags of another mode are forgotten. */
  async #selectIn(mode: Mode): Promise<FieldCard | undefined> {
    await this.#session.end();
    await this.#session.on();
    const layer = mode.kind === 'host' ? 3 : 4;
    let found = await this.#session.switchTo(B, layer);
    if (found.kind === 'silence') found = await this.#session.switchTo(B, layer); // it may have been starting up
    if (found.kind === 'silence') throw new KazasuError('card.none', { sent: 'no' });
    if (found.kind === 'refused') return undefined;
    await sleep(this.#clock, AFTER_SWITCH_MS);
    if (mode.kind === 'host') return HostCard.select(this.#session, this.#clock, found.reply);
    return new ManagedCard(this.#session, mode, this.#known, valueOf(found.reply, OBJECT.atr));
  }

  async #look(thorough: boolean): Promise<FieldState> {
    await this.#session.on();
    if (await this.#findsOwn()) return 'one';
    if (this.#last === 'one' && !thorough) return 'empty'; // told at once; what else lies there, at the next look
    this.#looks += 1;
    const felica = thorough || this.#looks % 2 === 0;
    const order =
      this.#foreign === 'F' ? (['F'] as const) : felica ? (['A', 'F'] as const) : (['A'] as const);
    const attempts = this.#foreign ? 2 : 1;
    for (const kind of order) {
      const there = await this.#answers(kind, attempts);
      this.#foreign = there ? kind : undefined;
      if (there) return 'foreign';
    }
    return 'empty';
  }

  /** A card that was there is asked twice. Whether the reader finds one again without a power cycle is learnt (readers.md 8, entry 1). */
  async #findsOwn(): Promise<boolean> {
    const known = this.#known;
    const wasThere = this.#last === 'one';
    if (wasThere && known.findsAgain === false) await this.#session.powerCycle();
    if (await this.#findsB()) {
      if (wasThere) known.findsAgain ??= true;
      return true;
    }
    if (!wasThere) return false;
    const unsure = known.findsAgain === undefined;
    if (unsure) await this.#session.powerCycle();
    const found = await this.#findsB();
    if (found && unsure) known.findsAgain = false;
    return found;
  }

  async #findsB(): Promise<boolean> {
    const found = await this.#session.switchTo(B, this.#layer);
    if (found.kind === 'refused' && this.#layer === 4) {
      this.#layer = 3;
      return this.#findsB();
    }
    if (found.kind === 'refused') throw failed('switch', found.sw);
    return found.kind === 'done';
  }

  async #answers(kind: 'A' | 'F', attempts: number): Promise<boolean> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const switched = await this.#session.switchTo(kind === 'A' ? A : FELICA, kind === 'A' ? 3 : 0);
      if (kind === 'A' && switched.kind === 'done') return true;
      if (kind === 'A' || switched.kind !== 'done') continue;
      const heard = await this.#session.exchange(POLL_FELICA, { waitMs: POLL_MS });
      if (heard.kind !== 'silence') return true;
    }
    return false;
  }
}
