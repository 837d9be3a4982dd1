import { SW } from '../../apdu/status-word.ts';
import { word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import { MAX_PIN_LENGTH } from '../pin.ts';
import type { Session } from '../session.ts';

/** CHANGE REFERENCE DATA `00 24 01 80`, of the JPKI and the text-input application (card.md 3.10). */
export function changeReferenceData(session: Session, command: Command): Answer {
  return command.p1 === 0x01 ? changePin(session, command, 'reference-data') : word(SW.wrongP1P2);
}

/** CHANGE KEY `80 32 00 80`, of the common and the juki application (card.md 2.5). */
export function changeKey(session: Session, command: Command): Answer {
  return command.p1 === 0x00 ? changePin(session, command, 'jicsap') : word(SW.wrongP1P2);
}

/** The new value alone is sent; the old one must be verified. */
function changePin(session: Session, command: Command, by: 'reference-data' | 'jicsap'): Answer {
  if (session.application.changesPinBy !== by) return word(SW.instructionNotSupported);
  if (command.p2 !== 0x80) return word(SW.wrongP1P2);
  const file = session.file;
  if (file === undefined) return word(SW.noCurrentFile);
  if (file.kind !== 'pin') return word(SW.commandNotAllowed);
  if (!session.verified.has(file.pin)) return word(SW.securityNotSatisfied);
  const value = command.data;
  if (value.length === 0 || value.length > MAX_PIN_LENGTH) return word(SW.wrongLength);
  if (session.quirks.checksNewPassword && !file.pin.fits(value)) return word(SW.wrongData);
  file.pin.change(value);
  return word(SW.ok);
}
