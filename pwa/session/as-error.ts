import { KazasuError } from '../../core/error/kazasu-error.ts';

/** What was thrown, as an error with a code: whatever is none is a surprise. */
export function asError(reason: unknown): KazasuError {
  return reason instanceof KazasuError ? reason : new KazasuError('task.failed', {}, { cause: reason });
}
