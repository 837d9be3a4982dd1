import { SW } from '../../apdu/status-word.ts';
import { ok, word, type Answer } from '../answer.ts';
import type { Session } from '../session.ts';

/** A signature on its way out: whole, or left for GET RESPONSE (quirk `getResponse`). */
export function keyAnswer(session: Session, signature: Uint8Array, ne: number): Answer {
  if (ne < signature.length) return word(SW.wrongLength);
  if (!session.quirks.getResponse) return ok(signature);
  session.waiting = signature;
  return word(0x6100 | (Math.min(signature.length, 256) & 0xff));
}
