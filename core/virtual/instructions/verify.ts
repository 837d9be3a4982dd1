import { SW } from '../../apdu/status-word.ts';
import { word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import { MAX_PIN_LENGTH } from '../pin.ts';
import { shortFile, type Session } from '../session.ts';

/**
 * VERIFY: with data it compares and counts, without it asks for the tries left (card.md 2.2). P2 = 80 means the
 * selected PIN file. A wrong value also takes back what an earlier right one opened.
 */
export function verify(session: Session, command: Command): Answer {
  const { p1, p2, data } = command;
  if (p1 !== 0 || (p2 & 0xe0) !== 0x80) return word(SW.wrongP1P2);
  const sfi = p2 & 0x1f;
  if (sfi !== 0) {
    if (!session.quirks.shortEfVerify) return word(SW.wrongP1P2);
    const file = shortFile(session, sfi);
    if (file === undefined) return word(SW.fileNotFound);
    session.file = file;
  }
  const file = session.file;
  if (file === undefined) return word(SW.noCurrentFile);
  if (file.kind !== 'pin') return word(SW.commandNotAllowed);
  const { pin } = file;
  if (data.length === 0) return pin.query(session.verified.has(pin), session.quirks);
  if (data.length > MAX_PIN_LENGTH) return word(SW.wrongLength);
  const answer = pin.verify(data, session.quirks);
  const others = [...session.verified].filter((one) => one !== pin);
  session.verified = new Set(answer.sw === SW.ok ? [...others, pin] : others);
  return answer;
}
