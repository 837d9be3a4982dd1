import { KazasuError } from './kazasu-error.ts';

/** What `read` gives, or nothing where it ends in a KazasuError; any other error is a fault of ours and goes on. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof KazasuError) return undefined;
    throw error;
  }
}
