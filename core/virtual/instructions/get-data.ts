import { SW } from '../../apdu/status-word.ts';
import { ok, word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import type { Session } from '../session.ts';

/** GET DATA `00 CA tag tag Le`; an object longer than Le is refused, not cut (card.md 2.5). */
export async function getData(session: Session, command: Command): Promise<Answer> {
  const { p1, p2, ne, data } = command;
  if (ne === undefined || data.length > 0) return word(SW.wrongLength);
  const object = session.application.objects.get((p1 << 8) | p2);
  if (object === undefined) return word(SW.referenceNotFound);
  const value = await object();
  return value.length > ne ? word(SW.wrongLength) : ok(value);
}
