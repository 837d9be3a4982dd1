import { SW } from '../../apdu/status-word.ts';
import { ok, word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import { permits, shortFile, type Session } from '../session.ts';

/** READ BINARY: P1P2 is a 15-bit offset, or P1 = 80 + short EF identifier and P2 an 8-bit offset (card.md 1.3). */
export async function readBinary(session: Session, command: Command): Promise<Answer> {
  const { p1, p2, ne, data } = command;
  if (data.length > 0 || ne === undefined) return word(SW.wrongLength);
  const short = p1 >= 0x80;
  if (short) {
    if (!session.quirks.shortEfRead || (p1 & 0x60) !== 0) return word(SW.wrongP1P2);
    if ((p1 & 0x1f) !== 0) {
      const file = shortFile(session, p1 & 0x1f);
      if (file === undefined) return word(SW.fileNotFound);
      session.file = file; // it becomes the current file, as by SELECT
    }
  }
  const file = session.file;
  if (file === undefined) return word(SW.noCurrentFile);
  if (file.kind !== 'transparent') return word(SW.commandNotAllowed);
  if (!permits(session, file.access)) return word(SW.securityNotSatisfied);
  return cut(session, await file.content(), short ? p2 : (p1 << 8) | p2, ne);
}

function cut(session: Session, content: Uint8Array, offset: number, ne: number): Answer {
  const { pastEnd, endOfFile } = session.quirks;
  if (offset >= content.length) return pastEnd === '9000' ? ok() : word(SW.offsetPastEnd);
  const data = content.slice(offset, offset + ne);
  if (data.length === ne || endOfFile === '9000') return ok(data);
  // 6Cxx has one byte for the right Le: 00 means 256
  return endOfFile === '6282'
    ? { data, sw: SW.endOfFile }
    : word(0x6c00 | (Math.min(data.length, 256) & 0xff));
}
