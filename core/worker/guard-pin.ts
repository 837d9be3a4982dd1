import { wipe } from '../bytes/wipe.ts';
import { KazasuError } from '../error/kazasu-error.ts';

/**
 * Runs a task that may hold a PIN: whatever happens, the PIN is overwritten at the end, and a failure says what became
 * of the try. VERIFY says that of itself (core/card/verify-pin.ts); what fails before it or after it used none.
 */
export async function guardPin<Result>(input: unknown, work: () => Promise<Result>): Promise<Result> {
  const pin = pinOf(input);
  if (!pin) return work();
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof KazasuError) || error.detail.pinTry !== undefined) throw error;
    throw new KazasuError(error.code, { ...error.detail, pinTry: 'not-used' }, { cause: error });
  } finally {
    wipe(pin);
  }
}

function pinOf(input: unknown): Uint8Array | undefined {
  if (typeof input !== 'object' || input === null || !('pin' in input)) return undefined;
  return input.pin instanceof Uint8Array ? input.pin : undefined;
}
