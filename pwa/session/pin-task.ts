import type { PinTry } from '../../core/error/kazasu-error.ts';
import type { PinName, PinState } from '../../core/worker/pins.ts';
import type { TaskName, TaskTypes } from '../../core/worker/protocol.ts';

/** The tasks that open something with a PIN. */
export type PinTask = {
  [Name in TaskName]: TaskTypes[Name]['input'] extends { readonly pin: Uint8Array } ? Name : never;
}[TaskName];

/** Input of a PIN task as a page gives it: which card is meant is added by the session. */
export type PinTaskInput<Name extends PinTask> = Omit<TaskTypes[Name]['input'], 'expectedCard'>;

/** Every way such a task ends short of its result. */
export type Refusal = Exclude<TaskTypes[PinTask]['result'], { readonly outcome: 'done' }>;

/** How far it is known what an attempt whose end nobody saw has cost. */
export type Settlement =
  | { readonly at: 'waiting' | 'reading' | 'other-card' | 'failed' }
  | { readonly at: 'known'; readonly verdict: PinTry; readonly state: PinState; readonly pin: PinName };
