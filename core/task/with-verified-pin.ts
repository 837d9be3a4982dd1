import { PINS, type PinName } from '../card/pin.ts';
import { selectApplication } from '../card/select-application.ts';
import { openPinGate, type GateRefusal, type PinInput } from './pin-gate.ts';
import type { TaskContext } from './task.ts';

/**
 * Verifies a PIN, does the work, and clears the PIN with one SELECT at the end (architecture.md 3). When the work
 * fails or is cancelled, the worker drops the connection, and the loss of power clears the PIN.
 */
export async function withVerifiedPin<Result>(
  context: TaskContext,
  name: PinName,
  input: PinInput,
  work: () => Promise<Result>,
): Promise<Result | GateRefusal> {
  const refusal = await openPinGate(context, name, input);
  if (refusal) return refusal;
  const result = await work();
  context.progress({ step: 'clear' });
  await selectApplication(context.card, PINS[name].application);
  return result;
}
