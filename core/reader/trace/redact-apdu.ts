import { concat } from '../../bytes/concat.ts';

/**
 * What of an APDU may leave this machine: what was asked and how it ended. Nothing is kept because it looks harmless;
 * what is kept is listed here. Whatever is masked has one length for all contents, so that no length tells anything.
 */
const SELECT = 0xa4;
const READ_BINARY = 0xb0;
const VERIFY = 0x20;
/** an application's name has at most so many bytes (ISO 7816-5), a file's identifier two */
const MAX_NAME = 16;
const HEADER = 4;
const MASKED_COMMAND = 64;
const MASKED_PIN = 16;
export const MASKED_ANSWER = 256;

/** A command without its content: names of files stay, where in a file and how much was read does not. */
export function redactCommand(apdu: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = apdu.slice(0, HEADER);
  const [, ins = 0, p1 = 0] = apdu;
  const body = apdu.subarray(HEADER);
  if (apdu.length <= HEADER) return header;
  if (ins === SELECT && body.length <= 2 + MAX_NAME && body[0] !== 0) return concat(header, body);
  if (ins === READ_BINARY) return Uint8Array.of(apdu[0] ?? 0, ins, (p1 & 0x80) === 0 ? 0 : p1, 0, 0);
  // an instruction with nothing but Le carries nothing
  if (body.length === 1) return concat(header, Uint8Array.of(0));
  const length = ins === VERIFY ? MASKED_PIN : MASKED_COMMAND;
  return concat(header, Uint8Array.of(length), new Uint8Array(length));
}

/** An answer without its data: the status word, and whether there was data. */
export function redactResponse(answer: Uint8Array): Uint8Array<ArrayBuffer> {
  const sw = answer.slice(-2);
  return answer.length > 2 ? concat(new Uint8Array(MASKED_ANSWER), sw) : sw;
}
