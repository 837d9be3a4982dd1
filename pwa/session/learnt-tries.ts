import { PINS, type PinName, type PinState } from '../../core/worker/pins.ts';
import type { TaskTypes } from '../../core/worker/protocol.ts';
import type { PinTask } from './pin-task.ts';

/** The tries of a PIN after a task that used it, as far as its end tells them. `before`: as last heard of. */
export function learntTries(
  pin: PinName,
  result: TaskTypes[PinTask]['result'],
  before: PinState | undefined,
): PinState | undefined {
  switch (result.outcome) {
    case 'done':
      // a right PIN brings all tries back (card.md 2.2)
      return before?.state === 'tries' ? { state: 'tries', left: PINS[pin].tries } : undefined;
    case 'wrong-pin':
      return result.left === undefined ? { state: 'uncounted' } : { state: 'tries', left: result.left };
    case 'blocked':
      return { state: 'blocked' };
    case 'last-try':
      return { state: 'tries', left: 1 };
    default:
      return undefined;
  }
}
