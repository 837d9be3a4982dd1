import { SW } from '../../apdu/status-word.ts';
import { word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import type { ElementaryFile } from '../files/file.ts';
import { MAX_PKCS1_DATA } from '../rsa/pkcs1.ts';
import { encode, isScheme } from '../rsa/scheme.ts';
import { permits, shortFile, type Session } from '../session.ts';
import { keyAnswer } from './key-answer.ts';

const HASH_LENGTH = 32;

/**
 * The signature command `80 2A`: P1 the scheme (card.md 2.1), P2 the key: 80 the selected key file, 80 + short EF
 * identifier, or 00 the application's own key where it has one (card.md 2.3).
 */
export async function sign(session: Session, command: Command): Promise<Answer> {
  const { p1, p2, data, ne } = command;
  if (!isScheme(p1)) return word(SW.wrongP1P2);
  const file = keyFile(session, p2);
  if (typeof file === 'number') return word(file);
  if (file.kind !== 'key' || file.use !== 'sign') return word(SW.commandNotAllowed);
  if (!permits(session, file.access)) return word(SW.securityNotSatisfied);
  if (data.length === 0 || ne === undefined) return word(SW.wrongLength);
  const fits =
    p1 === 0 ? data.length <= MAX_PKCS1_DATA : p1 === 2 || p1 === 4 ? data.length === HASH_LENGTH : true;
  if (!fits)
    return word(session.quirks.signLengthWord === '6700' ? SW.wrongLength : SW.conditionsNotSatisfied);
  const key = await file.key();
  return keyAnswer(session, key.apply(await encode(p1, data, session.random)), ne);
}

function keyFile(session: Session, p2: number): ElementaryFile | number {
  const { application, quirks } = session;
  if (p2 === 0x00 && application.defaultKey !== undefined) {
    return application.files.get(application.defaultKey) ?? SW.fileNotFound;
  }
  if (p2 === 0x80) return session.file ?? SW.noCurrentFile;
  if ((p2 & 0xe0) !== 0x80 || !quirks.shortEfSign) return SW.wrongP1P2;
  return shortFile(session, p2 & 0x1f) ?? SW.fileNotFound;
}
