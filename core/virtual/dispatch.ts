import { SW } from '../apdu/status-word.ts';
import { word, type Answer } from './answer.ts';
import type { Command } from './command.ts';
import { changeKey, changeReferenceData } from './instructions/change-pin.ts';
import { getChallenge } from './instructions/get-challenge.ts';
import { getData } from './instructions/get-data.ts';
import { getResponse } from './instructions/get-response.ts';
import { internalAuthenticate } from './instructions/internal-authenticate.ts';
import { readBinary } from './instructions/read-binary.ts';
import { readRecord } from './instructions/read-record.ts';
import { select } from './instructions/select.ts';
import { sign } from './instructions/sign.ts';
import { verify } from './instructions/verify.ts';
import type { Session } from './session.ts';

type Instruction = (session: Session, command: Command) => Answer | Promise<Answer>;

const SELECT = 0xa4;

/** CLA 00, the commands of ISO 7816-4. */
const INTERINDUSTRY = new Map<number, Instruction>([
  [0x20, verify],
  [0x24, changeReferenceData],
  [0x84, getChallenge],
  [0x88, internalAuthenticate],
  [SELECT, select],
  [0xb0, readBinary],
  [0xb2, readRecord],
  [0xc0, getResponse],
  [0xca, getData],
]);

/** CLA 80, the card's own commands (card.md 2.1, 2.3). */
const PROPRIETARY = new Map<number, Instruction>([
  [0x2a, sign],
  [0x32, changeKey],
  // MANAGE ATTRIBUTES: only the issuer gets past the security check, and only for these two
  [0x8a, (_, { p1 }) => word(p1 === 0x22 || p1 === 0x24 ? SW.securityNotSatisfied : SW.wrongP1P2)],
  // SET PUBLIC IC KEY: no terminal certificate of the simulation exists, and P1P2 are not known
  [0xa2, () => word(SW.wrongP1P2)],
  [0xae, (session) => word(session.application.sessionKeyWord)],
  // last command: an iPhone's token knows it, a card says wrong length
  [0xfc, () => word(SW.wrongLength)],
]);

const CHANNEL_NOT_SUPPORTED = 0x6881;
const SM_NOT_SUPPORTED = 0x6882;
const CHAINING_NOT_SUPPORTED = 0x6884;
const NO_SM_SESSION = 0x69fc;

/** Finds the instruction of a command and runs it; everything unknown gets a status word (card.md 1, 2.6). */
export function dispatch(session: Session, command: Command): Answer | Promise<Answer> {
  const { cla, ins } = command;
  if (command.ins !== 0xc0) session.waiting = undefined;
  const table = (cla & 0xe0) === 0x00 ? INTERINDUSTRY : (cla & 0xf0) === 0x80 ? PROPRIETARY : undefined;
  if (table === undefined) return word(SW.classNotSupported);
  if ((cla & 0x03) !== 0) return word(CHANNEL_NOT_SUPPORTED);
  if ((cla & 0x10) !== 0) return word(CHAINING_NOT_SUPPORTED);
  if ((cla & 0x0c) !== 0) return word(ins === SELECT ? SM_NOT_SUPPORTED : NO_SM_SESSION);
  return table.get(ins)?.(session, command) ?? word(SW.instructionNotSupported);
}
