import { PINS, type PinName } from '../card/pin.ts';
import { readTries, type PinState } from '../card/read-tries.ts';
import { identifyCard, type CardIdentity } from '../card/identify-card.ts';
import { selectApplication } from '../card/select-application.ts';
import type { Task } from './task.ts';

export interface TriesInput {
  readonly name: PinName;
  readonly expectedCard?: CardIdentity;
}

export type Tries =
  { readonly outcome: 'done'; readonly state: PinState } | { readonly outcome: 'other-card' };

/** Asks how many tries are left, for after an attempt whose end nobody saw (architecture.md 3). */
export const tries: Task<TriesInput, Tries> = async ({ card, progress }, { name, expectedCard }) => {
  progress({ step: 'identify' });
  if (expectedCard !== undefined && (await identifyCard(card)) !== expectedCard)
    return { outcome: 'other-card' };
  progress({ step: 'read-tries' });
  const there = await selectApplication(card, PINS[name].application);
  return { outcome: 'done', state: there ? await readTries(card, name) : { state: 'missing' } };
};
