import { concat } from '../../bytes/concat.ts';
import { SW } from '../../apdu/status-word.ts';
import { ok, word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import { permits, shortFile, type Session } from '../session.ts';

/** READ RECORD(S): P1 the number, P2 = short EF identifier ×8 + 4 (that record) or 5 (from there to the last). */
export function readRecord(session: Session, command: Command): Answer {
  const { p1, p2, ne, data } = command;
  if (data.length > 0 || ne === undefined) return word(SW.wrongLength);
  const toTheEnd = (p2 & 0x07) === 5;
  if ((p2 & 0x07) !== 4 && !toTheEnd) return word(SW.wrongP1P2);
  const sfi = p2 >> 3;
  if (sfi !== 0) {
    if (!session.quirks.shortEfRead) return word(SW.wrongP1P2);
    const file = shortFile(session, sfi);
    if (file === undefined) return word(SW.fileNotFound);
    session.file = file;
  }
  const file = session.file;
  if (file === undefined) return word(SW.noCurrentFile);
  if (file.kind !== 'records') return word(SW.commandNotAllowed);
  if (!permits(session, file.access)) return word(SW.securityNotSatisfied);
  const records = p1 === 0 ? [] : file.records.slice(p1 - 1, toTheEnd ? undefined : p1);
  if (records.length === 0) return word(SW.recordNotFound);
  const answer = concat(...records);
  return answer.length > ne ? word(SW.wrongLength) : ok(answer);
}
