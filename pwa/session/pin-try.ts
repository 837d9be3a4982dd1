import type { PinTry } from '../../core/error/kazasu-error.ts';
import type { PinState } from '../../core/worker/pins.ts';

/**
 * What an attempt whose end nobody saw has cost, by the tries before and after it. A right PIN resets the counter
 * (card.md 2.2), so a count that did not fall costs nothing, whether the attempt arrived or not.
 */
export function judgeTry(before: PinState | undefined, after: PinState): PinTry {
  if (before?.state === 'uncounted' && after.state === 'uncounted') return 'not-used';
  if (before?.state !== 'tries') return 'unknown';
  if (after.state === 'blocked') return 'used';
  if (after.state !== 'tries') return 'unknown';
  return after.left < before.left ? 'used' : 'not-used';
}
