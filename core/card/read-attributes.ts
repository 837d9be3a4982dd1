import { KazasuError } from '../error/kazasu-error.ts';
import type { Card } from './card.ts';
import { parseAttributes, type CardAttributes } from './parse-attributes.ts';
import { readFile, type ReadOptions } from './read-file.ts';

const EF_ATTRIBUTES = 0x02;
const MAX_ATTRIBUTES = 0x1000;

/**
 * Reads the basic attributes from the selected text-input application; its PIN or 照合番号B must be verified
 * (card.md 3.6). EF 0001 and EF 0003 of this application hold the Individual Number: nothing here reads them.
 */
export async function readAttributes(
  card: Card,
  onProgress?: ReadOptions['onProgress'],
): Promise<CardAttributes> {
  const file = await readFile(card, EF_ATTRIBUTES, {
    length: 'first-object',
    max: MAX_ATTRIBUTES,
    ...(onProgress && { onProgress }),
  });
  if (!file) throw new KazasuError('card.malformed', { what: 'attributes' });
  return parseAttributes(file);
}
