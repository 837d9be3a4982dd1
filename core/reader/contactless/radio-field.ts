import type { Clock } from '../clock.ts';
import type { FieldState } from '../reader.ts';
import type { CardField, FieldCard } from './card-field.ts';
import type { Radio } from './radio.ts';
import { FieldSense } from './sense.ts';
import { TriedCard } from './tried-card.ts';

/** The field of a reader whose radio is ours. */
export class RadioField implements CardField {
  readonly lost: Promise<void>;
  readonly transfersPerLook: number;
  readonly #radio: Radio;
  readonly #clock: Clock;
  readonly #sense: FieldSense;

  constructor(radio: Radio, clock: Clock) {
    this.#radio = radio;
    this.#clock = clock;
    this.#sense = new FieldSense(radio, clock);
    this.lost = radio.lost;
    this.transfersPerLook = radio.transfersPerExchange;
  }

  look(thorough = false): Promise<FieldState> {
    return this.#sense.look(thorough);
  }

  select(): Promise<FieldCard> {
    this.#sense.forget();
    return TriedCard.select(this.#radio, this.#clock);
  }

  off(): Promise<void> {
    this.#sense.forget();
    return this.#radio.off();
  }

  abort(): void {
    this.#radio.abort();
  }

  close(): Promise<void> {
    return this.#radio.close();
  }
}
