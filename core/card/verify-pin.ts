import { isBlocked, SW, swText, triesLeft } from '../apdu/status-word.ts';
import { wipe } from '../bytes/wipe.ts';
import { KazasuError, type PinTry } from '../error/kazasu-error.ts';
import type { Card } from './card.ts';
import { hasPinFormat, PINS, type PinName } from './pin.ts';

export type VerifyOutcome =
  | { readonly outcome: 'verified' }
  /** `left`: tries left, undefined when the card keeps no count */
  | { readonly outcome: 'wrong'; readonly left: number | undefined }
  /** `usedTry`: this value was wrong and was the last one; else the card had refused already */
  | { readonly outcome: 'blocked'; readonly usedTry: boolean };

/**
 * VERIFY, once. The tries must have been read just before (that also selects the PIN's file). `pin` is overwritten
 * whatever happens. Nothing repeats this command (architecture.md 3).
 * @throws KazasuError with `pinTry`: `pin.format` before anything is sent; `card.refused` for any other word; what
 * the connection throws
 */
export async function verifyPin(card: Card, name: PinName, pin: Uint8Array): Promise<VerifyOutcome> {
  try {
    if (!hasPinFormat(name, pin))
      throw new KazasuError('pin.format', { what: name, sent: 'no', pinTry: 'not-used' });
    const { sw } = await card.exchange({
      cla: 0x00,
      ins: 0x20,
      p1: 0x00,
      p2: card.memory.shortEf.verify === true ? 0x80 | PINS[name].file : 0x80,
      data: pin,
      repeatable: false,
      secret: true,
      name: 'VERIFY',
    });
    const left = triesLeft(sw);
    if (sw === SW.ok) return { outcome: 'verified' };
    if (isBlocked(sw) || left === 0) return { outcome: 'blocked', usedTry: left === 0 };
    if (left !== undefined || sw === SW.verificationFailed) return { outcome: 'wrong', left };
    throw new KazasuError('card.refused', { what: 'VERIFY', sw, sent: 'yes', pinTry: tryBehind(sw) });
  } catch (error) {
    if (!(error instanceof KazasuError) || error.detail.pinTry !== undefined) throw error;
    const pinTry = error.detail.sent === 'no' ? 'not-used' : 'unknown';
    throw new KazasuError(error.code, { ...error.detail, pinTry }, { cause: error });
  } finally {
    wipe(pin);
  }
}

/** A checking error (67xx..6Exx but 69xx) comes before the value is compared; anything else leaves it open. */
function tryBehind(sw: number): PinTry {
  return /^6[78ABDE]/.test(swText(sw)) ? 'not-used' : 'unknown';
}
