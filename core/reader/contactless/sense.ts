import type { FieldState } from '../reader.ts';
import { sleep, type Clock } from '../clock.ts';
import type { Radio, Technology } from './radio.ts';
import { wake } from './wake.ts';

/** REQA, and SENSF_REQ for all systems: whatever answers to one of them is no card of ours (readers.md 5.5) */
const FOREIGN = {
  A: { question: Uint8Array.of(0x26), waitMs: 5 },
  F: { question: Uint8Array.of(0x06, 0x00, 0xff, 0xff, 0x01, 0x00), waitMs: 10 },
} as const;
/** Looking for foreign cards means tuning to and fro, so it is done with every eighth look (docs/readers.md). */
const FOREIGN_EVERY_MS = 2400;
/** an ATQB begins within 0.6 ms and lasts 2 ms; a missed one costs a moment here, where working readers wait longer */
const WAIT_MS = 5;
const START_MS = 10;

/** Looks what lies in the field, one look at a time, without selecting anything. */
export class FieldSense {
  readonly #radio: Radio;
  readonly #clock: Clock;
  /** what the radio is tuned to; undefined: the field is off */
  #tuned: Technology | undefined;
  #last: FieldState = 'empty';
  #foreignAt = -Infinity;

  constructor(radio: Radio, clock: Clock) {
    this.#radio = radio;
    this.#clock = clock;
  }

  /** the field went off, or somebody else tuned the radio */
  forget(): void {
    this.#tuned = undefined;
  }

  /**
   * @param thorough look for foreign cards too, however short ago that was
   * @throws KazasuError what the radio throws
   */
  async look(thorough = false): Promise<FieldState> {
    if (thorough) this.#foreignAt = -Infinity;
    this.#last = await this.#look();
    return this.#last;
  }

  async #look(): Promise<FieldState> {
    const tuned = this.#tuned;
    // asked twice: a type A card answers only to every other REQA
    if ((tuned === 'A' || tuned === 'F') && (await this.#answers(tuned, 2))) return 'foreign';
    const own = await this.#lookForOwn();
    if (own !== 'empty' || this.#clock.now() - this.#foreignAt < FOREIGN_EVERY_MS) return own;
    this.#foreignAt = this.#clock.now();
    for (const technology of ['A', 'F'] as const) {
      await this.#tune(technology);
      if (await this.#answers(technology, 1)) return 'foreign';
    }
    await this.#tune('B'); // so that the next look is one frame
    return 'empty';
  }

  async #lookForOwn(): Promise<FieldState> {
    // an empty field stays empty with one frame, so does one that a foreign card has left; ours is gone after two
    const attempts = this.#tuned !== undefined && (this.#last === 'empty' || this.#tuned !== 'B') ? 1 : 2;
    await this.#tune('B');
    const woken = await wake(this.#radio, {
      attempts,
      waitMs: WAIT_MS,
      wereSeveral: this.#last === 'several',
    });
    if (woken.kind !== 'card') return woken.kind === 'none' ? 'empty' : 'several';
    return woken.atqb.isoDep ? 'one' : 'foreign';
  }

  async #answers(technology: 'A' | 'F', attempts: number): Promise<boolean> {
    const { question, waitMs } = FOREIGN[technology];
    for (let attempt = 0; attempt < attempts; attempt++) {
      if ((await this.#radio.exchange(question, waitMs)).kind !== 'silence') return true;
    }
    return false;
  }

  async #tune(technology: Technology): Promise<void> {
    if (this.#tuned === technology) return;
    const wasOff = this.#tuned === undefined;
    this.#tuned = undefined;
    await this.#radio.tune(technology);
    if (wasOff) await sleep(this.#clock, START_MS);
    this.#tuned = technology;
  }
}
