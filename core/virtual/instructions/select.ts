import { SW } from '../../apdu/status-word.ts';
import { word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import type { Application } from '../files/file.ts';
import type { Session } from '../session.ts';

const NO_RESPONSE = 0x0c;

/**
 * SELECT: an application by its identifier (P1 = 04), a file by its number (P1 = 02). No file control information ever
 * comes back (card.md 0). Selecting an application forgets what was verified, also when it is the same one.
 */
export function select(session: Session, command: Command): Answer {
  const { p1, p2, data } = command;
  if (p1 === 0x00) return selectMasterFile(session, data);
  if (p2 !== NO_RESPONSE && (p2 !== 0x00 || session.quirks.selectWithFci === '6A86'))
    return word(SW.wrongP1P2);
  if (p1 === 0x04) return selectApplication(session, data);
  return p1 === 0x02 ? selectFile(session, data) : word(SW.wrongP1P2);
}

function selectApplication(session: Session, aid: Uint8Array): Answer {
  if (aid.length === 0 || aid.length > 16) return word(SW.wrongLength);
  const application = session.applications.find((one) => names(one, aid, session.quirks.partialAid));
  if (application === undefined) return word(SW.fileNotFound);
  session.application = application;
  session.file = undefined;
  session.verified = new Set();
  return word(SW.ok);
}

function names(application: Application, aid: Uint8Array, partial: boolean): boolean {
  if (aid.length !== application.aid.length && !(partial && aid.length < application.aid.length))
    return false;
  return aid.every((byte, i) => byte === application.aid[i]);
}

function selectFile(session: Session, id: Uint8Array): Answer {
  if (id.length !== 2) return word(SW.wrongLength);
  const file = session.application.files.get(((id[0] ?? 0) << 8) | (id[1] ?? 0));
  if (file === undefined) return word(SW.fileNotFound);
  session.file = file;
  return word(SW.ok);
}

/** There is no way back to the master file: the command does nothing even where it answers 9000 (card.md 1). */
function selectMasterFile(session: Session, data: Uint8Array): Answer {
  if (data.length > 0) return word(SW.fileNotFound);
  if (session.application !== session.applications[0]) return word(SW.ok);
  return word(Number.parseInt(session.quirks.selectMf, 16));
}
