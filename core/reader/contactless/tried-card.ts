import type { LinkInfo } from '../../apdu/card-connection.ts';
import { KazasuError } from '../../error/kazasu-error.ts';
import type { Clock } from '../clock.ts';
import { activate, type ActiveCard } from './activate.ts';
import type { FieldCard } from './card-field.ts';
import { linkOf } from './link-of.ts';
import type { Radio } from './radio.ts';

/**
 * The card of a connection. A bit rate above 106 kbit/s is on trial until the first answer: nothing extra is sent to
 * try it. When nothing at all is heard the card is activated anew at 106, and the first command goes out again if it
 * is repeatable (SELECT); one that is not is preceded by R(NAK), so that it never meets a rate on trial.
 */
export class TriedCard implements FieldCard {
  readonly #radio: Radio;
  readonly #clock: Clock;
  #active: ActiveCard;
  #stopped = false;

  /** @throws KazasuError what {@link activate} throws */
  static async select(radio: Radio, clock: Clock): Promise<TriedCard> {
    return new TriedCard(radio, clock, await activate(radio, clock));
  }

  private constructor(radio: Radio, clock: Clock, active: ActiveCard) {
    this.#radio = radio;
    this.#clock = clock;
    this.#active = active;
  }

  get link(): LinkInfo {
    return linkOf(this.#active);
  }

  get maxCommand(): number {
    return this.#active.chainLimit;
  }

  get fwt(): number {
    return this.#active.fwt;
  }

  get absenceMs(): number {
    return this.#active.isoDep.absenceMs;
  }

  /** as it is activated now */
  get active(): ActiveCard {
    return this.#active;
  }

  /** @throws KazasuError what {@link IsoDep.exchange} throws */
  async exchange(apdu: Uint8Array, repeatable: boolean): Promise<Uint8Array> {
    const { isoDep } = this.#active;
    if (!repeatable && !isoDep.heard && !(await this.present())) {
      throw new KazasuError('card.lost', { sent: 'no' });
    }
    try {
      return await this.#active.isoDep.exchange(apdu);
    } catch (error) {
      const mayBeTheRate = repeatable && !isoDep.heard && isLost(error);
      if (!mayBeTheRate || !(await this.#slower().catch(() => false))) throw error;
      return await this.#active.isoDep.exchange(apdu);
    }
  }

  /** Is it still there? */
  async present(): Promise<boolean> {
    const { isoDep } = this.#active;
    return (await isoDep.present()) || (!isoDep.heard && (await this.#slower()));
  }

  /** An exchange under way fails with `card.lost` instead of going on, and nothing is activated any more. */
  stop(): void {
    this.#stopped = true;
    this.#active.isoDep.stop();
  }

  async deselect(): Promise<void> {
    await this.#active.isoDep.deselect();
  }

  #wanted(): boolean {
    return !this.#stopped;
  }

  /** at 106 kbit/s; false: there is no card any more, or nobody wants it */
  async #slower(): Promise<boolean> {
    if (!this.#wanted()) return false;
    try {
      this.#active = await activate(this.#radio, this.#clock, 106);
      const wanted = this.#wanted(); // it may have been stopped meanwhile
      if (!wanted) this.#active.isoDep.stop();
      return wanted;
    } catch (error) {
      if (error instanceof KazasuError && error.code.startsWith('card.')) return false;
      throw error;
    }
  }
}

function isLost(error: unknown): boolean {
  return error instanceof KazasuError && error.code === 'card.lost';
}
