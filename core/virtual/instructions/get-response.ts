import { SW } from '../../apdu/status-word.ts';
import { ok, word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import type { Session } from '../session.ts';

/** GET RESPONSE `00 C0 00 00 Le`, there with the quirk `getResponse` only. */
export function getResponse(session: Session, command: Command): Answer {
  if (!session.quirks.getResponse) return word(SW.instructionNotSupported);
  if (command.p1 !== 0 || command.p2 !== 0) return word(SW.wrongP1P2);
  if (command.ne === undefined || command.data.length > 0) return word(SW.wrongLength);
  if (session.waiting === undefined) return word(SW.conditionsNotSatisfied);
  const data = session.waiting.slice(0, command.ne);
  const rest = session.waiting.slice(command.ne);
  session.waiting = rest.length > 0 ? rest : undefined;
  return rest.length > 0 ? { data, sw: 0x6100 | Math.min(rest.length, 255) } : ok(data);
}
