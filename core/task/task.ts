import type { Card } from '../card/card.ts';
import type { FileShelf } from './file-shelf.ts';

/** Where a task is: for a line of text and a bar, `done` of `total` where a count is known. */
export interface Progress {
  readonly step: Step;
  readonly done?: number;
  readonly total?: number;
}

export type Step =
  | 'identify'
  | 'read-certificate'
  | 'read-tries'
  | 'verify-pin'
  | 'read-attributes'
  | 'read-card'
  | 'read-face'
  | 'hash'
  | 'sign'
  | 'check'
  | 'clear';

/** What a task is given besides its input. Clock and random source are passed in, so that tests own them. */
export interface TaskContext {
  readonly card: Card;
  readonly now: () => Date;
  readonly progress: (progress: Progress) => void;
  /** files hashed by this worker */
  readonly shelf: FileShelf;
}

/**
 * One thing a person does in one tap (architecture.md 3). Expected ends are values, surprises are thrown
 * `KazasuError`s; either way nothing is left half done. Every task's APDUs are listed in docs/tasks.md and counted
 * by a test.
 */
export type Task<Input, Result> = (context: TaskContext, input: Input) => Promise<Result>;
