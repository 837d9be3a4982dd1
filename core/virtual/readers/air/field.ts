import { frameMs, turnaroundMs } from './airtime.ts';
import type { Modulation, Picc, PiccAnswer } from './picc.ts';

export interface AirFrame {
  /** counted from 0 over both directions */
  readonly index: number;
  readonly direction: 'to-card' | 'to-reader';
  /** with check bytes, as sent */
  readonly bytes: Uint8Array;
  /** kbit/s */
  readonly rate: number;
}

/** What the reader's receiver got within its time. */
export interface Heard {
  /** with check bytes, perhaps damaged; undefined: nothing */
  readonly frame?: Uint8Array;
  /** more than one answered at once, or at another bit rate than listened for */
  readonly collided: boolean;
  /** ms from the start of the question to the end of the answer or of the waiting */
  readonly ms: number;
}

/** A frame as it arrives; undefined: it does not. */
export type Disturbance = (frame: AirFrame) => Uint8Array | undefined;

/** The air between one reader and the cards that lie on it. */
export class Field {
  /** lets frames get lost or damaged; by default all arrive as sent */
  disturb: Disturbance = ({ bytes }) => bytes;
  /** told of each frame as it was sent */
  listen: (frame: AirFrame) => void = () => undefined;
  readonly #cards = new Set<Picc>();
  /** ms a card goes on with an answer the reader did not wait for: it hears nothing meanwhile */
  readonly #deaf = new Map<Picc, number>();
  #on = false;
  #index = 0;
  #untilTorn = Infinity;

  get on(): boolean {
    return this.#on;
  }

  place(card: Picc): void {
    if (this.#cards.has(card)) return;
    this.#cards.add(card);
    if (this.#on) card.power(true);
  }

  remove(card: Picc): void {
    if (this.#cards.delete(card)) card.power(false);
    this.#deaf.delete(card);
  }

  /** tears every card out after so many more bytes in the air, in whatever direction */
  tearOutAfter(bytes: number): void {
    this.#untilTorn = bytes;
  }

  switch(on: boolean): void {
    if (this.#on === on) return;
    this.#on = on;
    this.#deaf.clear();
    for (const card of this.#cards) card.power(on);
  }

  async exchange(frame: Uint8Array, modulation: Modulation, waitMs: number): Promise<Heard> {
    const sentMs = frameMs(frame.length, modulation.toCard);
    const arrived = this.#carry('to-card', frame, modulation.toCard);
    const inTime = arrived ? await this.#ask(arrived, modulation, waitMs) : [];
    const [first] = inTime;
    if (first === undefined) return { collided: false, ms: sentMs + waitMs };
    const ms = sentMs + first.afterMs + turnaroundMs() + frameMs(first.frame.length, first.rate);
    const back = this.#carry('to-reader', first.frame, first.rate);
    if (back === undefined || back.length === 0) return { collided: false, ms: sentMs + waitMs };
    return { frame: back, collided: inTime.length > 1 || first.rate !== modulation.toReader, ms };
  }

  /** Answers that begin in time. A card that is late speaks to nobody, and is deaf while it does. */
  async #ask(frame: Uint8Array, modulation: Modulation, waitMs: number): Promise<PiccAnswer[]> {
    const answers: PiccAnswer[] = [];
    for (const card of [...this.#cards]) {
      const deaf = this.#deaf.get(card) ?? 0;
      this.#deaf.set(card, Math.max(0, deaf - waitMs));
      const answer = deaf > 0 ? undefined : await card.receive(new Uint8Array(frame), modulation);
      if (answer === undefined || !this.#cards.has(card)) continue;
      if (answer.afterMs <= waitMs) answers.push(answer);
      else this.#deaf.set(card, answer.afterMs - waitMs);
    }
    return answers;
  }

  #carry(direction: AirFrame['direction'], bytes: Uint8Array, rate: number): Uint8Array | undefined {
    const frame = { index: this.#index++, direction, bytes: new Uint8Array(bytes), rate };
    this.listen(frame);
    const torn = this.#untilTorn < bytes.length;
    const reached = bytes.subarray(0, Math.min(bytes.length, this.#untilTorn));
    this.#untilTorn -= bytes.length;
    if (torn) {
      this.#untilTorn = Infinity;
      for (const card of [...this.#cards]) this.remove(card);
      return direction === 'to-card' ? undefined : reached;
    }
    return this.disturb(frame);
  }
}
