import { SW } from '../apdu/status-word.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { Card } from './card.ts';

/**
 * Selects an elementary file of the current application: `00 A4 02 0C 02 fid` (card.md 0).
 * @returns false when there is none of that identifier
 */
export async function selectFile(card: Card, file: number): Promise<boolean> {
  const { sw } = await card.exchange({
    cla: 0x00,
    ins: 0xa4,
    p1: 0x02,
    p2: 0x0c,
    data: Uint8Array.of(file >> 8, file & 0xff),
    repeatable: true,
    name: 'SELECT EF',
  });
  if (sw === SW.ok) return true;
  if (sw === SW.fileNotFound) return false;
  throw new KazasuError('card.refused', { what: 'SELECT EF', sw });
}
