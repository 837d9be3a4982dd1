import { SW } from '../../apdu/status-word.ts';
import { word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import { MAX_PIN_LENGTH } from '../pin.ts';
import { shortFile, type Session } from '../session.ts';

/**
 * VERIFY: with data it compares and counts, without it asks for the tries left (card.md 2.2). P2 = 80 means the
 * selected PIN file.
 */
export function verify(session: Session, command: Command): Answer {
  const { p1, p2, data, ne } = command;
  const { quirks } = session;
  if (p1 !== 0 || (p2 & 0xe0) !== 0x80) return word(SW.wrongP1P2);
  const sfi = p2 & 0x1f;
  if (sfi !== 0) {
    if (!quirks.shortEfVerify) return word(SW.wrongP1P2);
    const file = shortFile(session, sfi);
    if (file === undefined) return word(SW.fileNotFound);
    session.file = file;
  }
  const file = session.file;
  if (file === undefined) return word(SW.noCurrentFile);
  if (file.kind !== 'pin') return word(SW.commandNotAllowed);
  const { pin } = file;
  const verified = session.verified.has(pin);
  if (data.length === 0) {
    return ne === undefined && !quirks.fourByteQuery ? word(SW.wrongLength) : pin.query(verified, quirks);
  }
  if (data.length > MAX_PIN_LENGTH) return word(SW.wrongLength);
  const answer = pin.verify(data, quirks);
  const open = answer.sw === SW.ok || (verified && !quirks.wrongVerifyCloses && !pin.blocked);
  const others = [...session.verified].filter((one) => one !== pin);
  session.verified = new Set(open ? [...others, pin] : others);
  return answer;
}
