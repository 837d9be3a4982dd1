import type { Card } from '../card/card.ts';
import { identifyCard, type CardIdentity } from '../card/identify-card.ts';
import { PINS, type PinName } from '../card/pin.ts';
import { readTries, type PinState } from '../card/read-tries.ts';
import { selectApplication } from '../card/select-application.ts';
import { verifyPin } from '../card/verify-pin.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { TaskContext } from './task.ts';

/** What a person gives to open something on the card. VERIFY overwrites the bytes; the worker does whatever happens. */
export interface PinInput {
  /** ASCII; see core/card/pin.ts for the format of each PIN */
  readonly pin: Uint8Array;
  /** the person was told that one try is left and asked for it all the same (R9) */
  readonly lastTryConfirmed: boolean;
  /** the card that was on the screen, if any was */
  readonly expectedCard?: CardIdentity;
}

/** How the gate may stay shut. In each of these the card's key is not used and nothing is verified. */
export type GateRefusal =
  | { readonly outcome: 'wrong-pin'; readonly left: number | undefined }
  /** `justNow`: by this very try */
  | { readonly outcome: 'blocked'; readonly justNow: boolean }
  /** one try left and not confirmed: nothing was tried (R9) */
  | { readonly outcome: 'last-try' }
  /** another card lies there than the one shown: nothing was tried */
  | { readonly outcome: 'other-card' }
  /** the card has no such application or PIN */
  | { readonly outcome: 'not-on-card' };

/**
 * The one way to a verified PIN: same card as shown, application selected, tries read, then VERIFY once.
 * @returns undefined when verified
 * @throws KazasuError; with `pinTry` when VERIFY itself failed, without when it was not reached
 */
export async function openPinGate(
  { card, progress }: TaskContext,
  name: PinName,
  input: PinInput,
): Promise<GateRefusal | undefined> {
  if (input.expectedCard !== undefined) {
    progress({ step: 'identify' });
    if ((await identifyCard(card)) !== input.expectedCard) return { outcome: 'other-card' };
  }
  const { application } = PINS[name];
  if (card.memory.selected !== application && !(await selectApplication(card, application))) {
    return { outcome: 'not-on-card' };
  }
  progress({ step: 'read-tries' });
  const tries = await triesBeforeVerify(card, name);
  if (tries.state === 'missing') return { outcome: 'not-on-card' };
  if (tries.state === 'blocked') return { outcome: 'blocked', justNow: false };
  if (tries.state === 'tries' && tries.left === 1 && !input.lastTryConfirmed) return { outcome: 'last-try' };

  progress({ step: 'verify-pin' });
  const verdict = await verifyPin(card, name, input.pin);
  if (verdict.outcome === 'verified') return undefined;
  if (verdict.outcome === 'blocked') return { outcome: 'blocked', justNow: verdict.usedTry };
  return { outcome: 'wrong-pin', left: verdict.left };
}

/** Tries as the card counts them; a PIN found verified (nobody may inherit that) is cleared and asked again. */
async function triesBeforeVerify(card: Card, name: PinName): Promise<PinState> {
  const state = await readTries(card, name);
  if (state.state !== 'verified') return state;
  await selectApplication(card, PINS[name].application);
  const again = await readTries(card, name);
  if (again.state === 'verified')
    throw new KazasuError('card.refused', { what: 'VERIFY (empty)', sw: 0x9000 });
  return again;
}
