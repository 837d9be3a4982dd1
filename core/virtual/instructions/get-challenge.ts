import { SW } from '../../apdu/status-word.ts';
import { ok, word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import type { Session } from '../session.ts';

/** GET CHALLENGE `00 84 00 00 Le`: 1..256 random bytes; the extended form is refused (card.md 1). */
export function getChallenge(session: Session, command: Command): Answer {
  if (command.p1 !== 0 || command.p2 !== 0) return word(SW.wrongP1P2);
  if (command.extended) return word(SW.conditionsNotSatisfied);
  if (command.ne === undefined || command.data.length > 0) return word(SW.wrongLength);
  return ok(session.random(command.ne));
}
