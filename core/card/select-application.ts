import { fromHex } from '../bytes/hex.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import { SW } from '../apdu/status-word.ts';
import { APPLICATIONS, type ApplicationName } from './applications.ts';
import type { Card } from './card.ts';

/**
 * Selects an application by its whole identifier: `00 A4 04 0C 0A AID`, no file information comes back (card.md 0).
 * Also the way to clear a verified PIN (card.md 1): it is sent even when the application is selected already.
 * @returns false when the card does not hold it
 */
export async function selectApplication(card: Card, name: ApplicationName): Promise<boolean> {
  const command = {
    cla: 0x00,
    ins: 0xa4,
    p1: 0x04,
    p2: 0x0c,
    data: fromHex(APPLICATIONS[name]),
    repeatable: true,
    name: `SELECT ${name}`,
  } as const;
  card.memory.selected = undefined;
  let { sw } = await card.exchange(command);
  // The first command after power-up was seen to answer 6F00 once (card.md 1): one retry, of SELECT only.
  if (sw === SW.internal) ({ sw } = await card.exchange(command));
  if (sw === SW.fileNotFound) return false;
  if (sw !== SW.ok) throw new KazasuError('card.refused', { what: command.name, sw });
  card.memory.selected = name;
  return true;
}
