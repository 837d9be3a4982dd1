import { parseAtqb, type Atqb } from './atqb.ts';
import type { Radio, RadioAnswer } from './radio.ts';

/** Who answers to WUPB. `several`: answers that cannot be told apart even in time slots, or more than one. */
export type Woken =
  { readonly kind: 'none' } | { readonly kind: 'several' } | { readonly kind: 'card'; readonly atqb: Atqb };

/** WUPB for all families, extended ATQB taken; the low three bits say how many time slots (readers.md 5.2). */
const WUPB = 0x18;
const FOUR_SLOTS = 2;
const SLOTS = 4;
const ROUNDS = 2;
/** An answer begins within 0.6 ms and lasts 2 ms; 30 ms is what working readers wait (readers.md 2.7). */
const WAIT_MS = 30;
const SLOT_WAIT_MS = 10;

const wupb = (slots: number): Uint8Array => Uint8Array.of(0x05, 0x00, WUPB | slots);
/** Slot-MARKER for slot 2 and later */
const slotMarker = (slot: number): Uint8Array => Uint8Array.of(((slot - 1) << 4) | 0x05);

export interface WakeOptions {
  /** how often silence is asked; default 2, since a card may have been starting up, or a frame got lost */
  readonly attempts?: number;
  /** ms an answer is waited for */
  readonly waitMs?: number;
  /** there were several a moment ago: answers that collide are taken for the same ones */
  readonly wereSeveral?: boolean;
}

/**
 * Wakes every type B card in the field and tells how many there are. When answers collide, time slots tell two cards
 * from one that is badly placed.
 */
export async function wake(radio: Pick<Radio, 'exchange'>, options: WakeOptions = {}): Promise<Woken> {
  for (let attempt = 0; attempt < (options.attempts ?? 2); attempt++) {
    const answer = await radio.exchange(wupb(0), options.waitMs ?? WAIT_MS);
    if (answer.kind === 'silence') continue;
    const atqb = atqbOf(answer);
    if (atqb) return { kind: 'card', atqb };
    return options.wereSeveral ? { kind: 'several' } : separate(radio);
  }
  return { kind: 'none' };
}

async function separate(radio: Pick<Radio, 'exchange'>): Promise<Woken> {
  for (let round = 0; round < ROUNDS; round++) {
    const found: Atqb[] = [];
    let garbled = 0;
    for (let slot = 1; slot <= SLOTS; slot++) {
      const answer = await radio.exchange(slot === 1 ? wupb(FOUR_SLOTS) : slotMarker(slot), SLOT_WAIT_MS);
      const atqb = atqbOf(answer);
      if (atqb) found.push(atqb);
      else if (answer.kind !== 'silence') garbled += 1;
      // nothing that follows could say otherwise
      if (found.length > 1 || (garbled > 0 && round === ROUNDS - 1)) return { kind: 'several' };
    }
    const [only] = found;
    if (garbled === 0) return only ? { kind: 'card', atqb: only } : { kind: 'none' };
  }
  return { kind: 'several' };
}

function atqbOf(answer: RadioAnswer): Atqb | undefined {
  return answer.kind === 'frame' ? parseAtqb(answer.bytes) : undefined;
}
