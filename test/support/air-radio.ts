import type { BitRate, Radio, RadioAnswer, Technology } from '../../core/reader/contactless/radio.ts';
import type { Clock } from '../../core/reader/clock.ts';
import { withCrc, withoutCrc } from '../../core/virtual/readers/air/check.ts';
import type { Field } from '../../core/virtual/readers/air/field.ts';

/** A clock that stands still until the radio below spends time; what waits on it runs at once. */
export class SpentClock implements Clock {
  #now = 0;
  now(): number {
    return this.#now;
  }
  spend(ms: number): void {
    this.#now += ms;
  }
  after(ms: number, run: () => void): () => void {
    this.spend(ms);
    queueMicrotask(run);
    return () => undefined;
  }
}

/** A front end with nothing between it and the field: for tests of what lies above the USB reader. */
export class AirRadio implements Radio {
  readonly lost = new Promise<void>(() => undefined);
  readonly rates: readonly BitRate[];
  readonly transfersPerExchange = 1;
  readonly #field: Field;
  readonly #clock: SpentClock;
  #technology: Technology = 'B';
  #rate: BitRate = 106;
  /** rates at which nothing gets through */
  readonly deafAt = new Set<BitRate>();

  constructor(field: Field, clock: SpentClock, rates: readonly BitRate[] = [106, 212, 424]) {
    this.#field = field;
    this.#clock = clock;
    this.rates = rates;
  }

  tune(technology: Technology, rate: BitRate = 106): Promise<void> {
    this.#field.switch(true);
    this.#technology = technology;
    this.#rate = rate;
    return Promise.resolve();
  }

  async exchange(frame: Uint8Array, waitMs: number): Promise<RadioAnswer> {
    const rate = this.#rate;
    const modulation = { technology: this.#technology, toCard: rate, toReader: rate };
    const sent = this.#technology === 'B' ? withCrc(frame) : frame;
    if (this.deafAt.has(rate)) {
      this.#clock.spend(waitMs);
      return { kind: 'silence' };
    }
    const heard = await this.#field.exchange(sent, modulation, waitMs);
    this.#clock.spend(heard.ms);
    if (heard.frame === undefined) return { kind: 'silence' };
    const bytes = this.#technology === 'B' ? withoutCrc(heard.frame) : heard.frame;
    return bytes === undefined || heard.collided ? { kind: 'garbled' } : { kind: 'frame', bytes };
  }

  off(): Promise<void> {
    this.#field.switch(false);
    return Promise.resolve();
  }

  abort(): void {
    throw new Error('nothing here is ever in flight');
  }

  close(): Promise<void> {
    return this.off();
  }
}
