import { KazasuError } from '../../../error/kazasu-error.ts';
import { CCID_ERROR, type CcidReply } from './link.ts';
import type { CcidSlot } from './slot.ts';

/** wLevelParameter and bChainParameter (readers.md 4.2) */
export const CHAIN = { complete: 0, begins: 1, ends: 2, continues: 3, more: 0x10 } as const;

/**
 * One XfrBlock.
 * @throws KazasuError `card.lost` when the card is gone or has lost its power, `card.silent` when it is mute,
 *   `reader.failed`
 */
export async function xfrBlock(slot: CcidSlot, level: number, data: Uint8Array): Promise<CcidReply> {
  return answered(await slot.command('XfrBlock', { specific: [0, level, 0], data }));
}

/** The reply of a block that got through. @throws KazasuError as {@link xfrBlock} */
export function answered(reply: CcidReply): CcidReply {
  if (reply.ok) return reply;
  if (reply.icc !== 'active') throw new KazasuError('card.lost', { what: 'XfrBlock' });
  if (reply.error === CCID_ERROR.mute) throw new KazasuError('card.silent', { what: 'XfrBlock' });
  const code = reply.error.toString(16).toUpperCase().padStart(2, '0');
  throw new KazasuError('reader.failed', { what: `XfrBlock ${code}` });
}
