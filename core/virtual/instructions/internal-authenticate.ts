import { SW } from '../../apdu/status-word.ts';
import { word, type Answer } from '../answer.ts';
import type { Command } from '../command.ts';
import { encode } from '../rsa/scheme.ts';
import { permits, shortFile, type Session } from '../session.ts';
import { keyAnswer } from './key-answer.ts';

/** SHA-256, DigestInfo and PKCS #1 v1.5 padding on the card, as P1 = 03 of the signature command. */
const SHA256_WITH_RSA = 0x03;

/** INTERNAL AUTHENTICATE `00 88 00 99`: the common application's key signs a challenge (card.md 2.5). */
export async function internalAuthenticate(session: Session, command: Command): Promise<Answer> {
  const { p1, p2, data, ne } = command;
  if (p1 !== 0 || (p2 & 0xe0) !== 0x80) return word(SW.wrongP1P2);
  const file = p2 === 0x80 ? session.file : shortFile(session, p2 & 0x1f);
  if (file === undefined) return word(p2 === 0x80 ? SW.noCurrentFile : SW.fileNotFound);
  if (file.kind !== 'key') return word(SW.commandNotAllowed);
  if (!permits(session, file.access)) return word(SW.securityNotSatisfied);
  if (file.use !== 'authenticate') return word(SW.conditionsNotSatisfied);
  if (data.length === 0 || data.length > 255 || ne === undefined) return word(SW.wrongLength);
  const key = await file.key();
  return keyAnswer(session, key.apply(await encode(SHA256_WITH_RSA, data, session.random)), ne);
}
