import type { CardConnection } from '../../../apdu/card-connection.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import { FieldStates } from '../../field-states.ts';
import type { FieldState, Reader, ReaderInfo } from '../../reader.ts';
import type { CcidReader } from './ccid-reader.ts';

/** All slots of a reader as one: the card may be in any of them. */
export class AnySlotReader implements Reader {
  readonly info: ReaderInfo;
  readonly #slots: readonly CcidReader[];
  readonly #told = new Map<CcidReader, FieldState>();
  readonly #states = new FieldStates();
  #watching: AbortController | undefined;

  constructor(slots: readonly CcidReader[], info: ReaderInfo) {
    this.#slots = slots;
    this.info = info;
  }

  async *watch(signal: AbortSignal): AsyncIterable<FieldState> {
    try {
      yield* this.#states.watch(signal, () => this.#watchSlots());
    } finally {
      if (!this.#states.watched) {
        this.#watching?.abort();
        this.#watching = undefined;
      }
    }
  }

  async connect(signal: AbortSignal): Promise<CardConnection> {
    const occupied: CcidReader[] = [];
    for (const slot of this.#slots) if (await slot.occupied()) occupied.push(slot);
    const [only, another] = occupied;
    if (!only) throw new KazasuError('card.none', { sent: 'no' });
    if (another) throw new KazasuError('card.several', { sent: 'no' });
    return only.connect(signal);
  }

  async pause(): Promise<void> {
    for (const slot of this.#slots) await slot.pause();
  }

  async resume(): Promise<void> {
    for (const slot of this.#slots) await slot.resume();
  }

  async close(): Promise<void> {
    for (const slot of this.#slots) await slot.close();
    this.#states.become('lost');
  }

  #watchSlots(): void {
    if (this.#watching) return;
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    for (const slot of this.#slots) void this.#follow(slot, signal);
  }

  async #follow(slot: CcidReader, signal: AbortSignal): Promise<void> {
    for await (const state of slot.watch(signal)) {
      this.#told.set(slot, state);
      if (this.#told.size === this.#slots.length) this.#states.become(combined([...this.#told.values()]));
    }
  }
}

function combined(states: readonly FieldState[]): FieldState {
  if (states.includes('lost')) return 'lost';
  const occupied = states.filter((state) => state !== 'empty');
  return occupied.length > 1 ? 'several' : (occupied[0] ?? 'empty');
}
