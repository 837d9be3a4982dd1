import type { FileShelf } from './file-shelf.ts';
import type { Progress } from './task.ts';

/** What a task without a card is given besides its input. */
export interface LocalContext {
  readonly now: () => Date;
  readonly progress: (progress: Progress) => void;
  readonly shelf: FileShelf;
  readonly signal: AbortSignal;
}

/** As `Task`, for what the worker does without a card. Runs beside a card task, any number at a time. */
export type LocalTask<Input, Result> = (context: LocalContext, input: Input) => Promise<Result>;
