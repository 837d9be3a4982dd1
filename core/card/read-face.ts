import { KazasuError } from '../error/kazasu-error.ts';
import type { Card } from './card.ts';
import { parseFace, type CardFace } from './parse-face.ts';
import { readFile, type ReadOptions } from './read-file.ts';

const EF_FACE = 0x02;
const MAX_FACE = 0x7fff;

/**
 * Reads the card face from the selected surface application; its 照合番号B must be verified (card.md 2.4). EF 0005 of
 * this application is a picture of the Individual Number: nothing here reads it.
 */
export async function readFace(card: Card, onProgress?: ReadOptions['onProgress']): Promise<CardFace> {
  const file = await readFile(card, EF_FACE, {
    length: 'first-object',
    max: MAX_FACE,
    probeExtended: true,
    ...(onProgress && { onProgress }),
  });
  if (!file) throw new KazasuError('card.malformed', { what: 'face' });
  return parseFace(file);
}
