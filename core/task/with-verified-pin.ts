import { PINS, type PinName } from '../card/pin.ts';
import { selectApplication } from '../card/select-application.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import { openPinGate, type GateRefusal, type PinInput } from './pin-gate.ts';
import type { TaskContext } from './task.ts';

/**
 * Verifies a PIN, does the work, and clears the PIN with one SELECT at the end (architecture.md 3). When the work
 * fails or is cancelled, the worker drops the connection, and the loss of power clears the PIN. Once the PIN was
 * verified no try is missing: that is said with every later failure.
 */
export async function withVerifiedPin<Result>(
  context: TaskContext,
  name: PinName,
  input: PinInput,
  work: () => Promise<Result>,
): Promise<Result | GateRefusal> {
  const refusal = await openPinGate(context, name, input);
  if (refusal) return refusal;
  try {
    const result = await work();
    context.progress({ step: 'clear' });
    await selectApplication(context.card, PINS[name].application);
    return result;
  } catch (error) {
    if (!(error instanceof KazasuError)) throw error;
    throw new KazasuError(error.code, { ...error.detail, pinTry: 'not-used' }, { cause: error });
  }
}
