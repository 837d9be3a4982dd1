import { concat } from '../../../bytes/concat.ts';
import { wipe } from '../../../bytes/wipe.ts';
import { KazasuError, type Sent } from '../../../error/kazasu-error.ts';
import { HEADER_LENGTH } from './message.ts';
import type { CcidSlot } from './slot.ts';
import { CHAIN, xfrBlock } from './xfr.ts';

const NOTHING = new Uint8Array();
/** 65,536 bytes and a status word */
const MAX_ANSWER = 65538;

/**
 * One APDU through a reader that speaks with the card itself: in one message, or (extended level) in as many as its
 * messages are short, both ways (readers.md 4.2). Nothing is ever sent again.
 * @throws KazasuError what {@link xfrBlock} throws, with `sent`: `no` before the last part left, then `unknown`, `yes`
 *   once an answer began
 */
export async function exchangeApdu(slot: CcidSlot, apdu: Uint8Array): Promise<Uint8Array> {
  const progress: { sent: Sent } = { sent: 'no' };
  try {
    return await conversed(slot, apdu, progress);
  } catch (error) {
    if (!(error instanceof KazasuError)) throw error;
    throw new KazasuError(error.code, { ...error.detail, sent: progress.sent }, { cause: error });
  }
}

async function conversed(slot: CcidSlot, apdu: Uint8Array, progress: { sent: Sent }): Promise<Uint8Array> {
  let reply = await sendParts(slot, apdu, progress);
  progress.sent = 'yes';
  const parts = [reply.data];
  let length = reply.data.length;
  for (let first = true; reply.extra !== CHAIN.complete && reply.extra !== CHAIN.ends; first = false) {
    const chained =
      reply.extra === (first ? CHAIN.begins : CHAIN.continues) || reply.extra === CHAIN.continues;
    if (!chained || length > MAX_ANSWER || reply.data.length === 0) {
      throw new KazasuError('reader.failed', { what: 'bChainParameter' });
    }
    reply = await xfrBlock(slot, CHAIN.more, NOTHING);
    parts.push(reply.data);
    length += reply.data.length;
  }
  const answer = concat(...parts);
  wipe(...parts);
  return answer;
}

async function sendParts(
  slot: CcidSlot,
  apdu: Uint8Array,
  progress: { sent: Sent },
): ReturnType<typeof xfrBlock> {
  const { level, maxMessage } = slot.properties;
  const size = level === 'short' ? apdu.length : maxMessage - HEADER_LENGTH;
  for (let at = 0; ; at += size) {
    const last = at + size >= apdu.length;
    const chain = at === 0 ? (last ? CHAIN.complete : CHAIN.begins) : last ? CHAIN.ends : CHAIN.continues;
    if (last) progress.sent = 'unknown';
    const reply = await xfrBlock(slot, chain, apdu.subarray(at, at + size));
    if (last) return reply;
    if (reply.extra !== CHAIN.more || reply.data.length > 0) {
      throw new KazasuError('reader.failed', { what: 'bChainParameter' });
    }
  }
}
