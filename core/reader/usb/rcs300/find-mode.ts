import { fromHex } from '../../../bytes/hex.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import type { FieldCard } from '../../contactless/card-field.ts';
import { MANAGED_B, type Mode } from './mode.ts';

/** SELECT of the JPKI application by name, without an answer (card.md 2.1): it verifies nothing and may run twice. */
const SELECT = fromHex('00A4040C0AD392F000260100000001');

/** Selects the card anew in a mode; undefined: the reader refuses what the mode needs. */
export type SelectIn = (mode: Mode) => Promise<FieldCard | undefined>;

/**
 * Which mode this reader has, by SELECT alone; VERIFY and signatures never meet a mode that was not found. Without
 * flags first, then with those for type B, each with the question whether the card is there; then those that cannot be
 * asked it; last our own block protocol. Every attempt starts with a power cycle.
 * @returns the mode and the card selected in it
 * @throws KazasuError `reader.failed` when none works though a card is there; what `selectIn` throws
 */
export async function findMode(selectIn: SelectIn): Promise<{ mode: Mode; card: FieldCard }> {
  const works: Mode[] = [];
  for (const flags of [undefined, MANAGED_B]) {
    const mode = { kind: 'managed', flags, asksPresence: true } as const;
    const card = await selectIn(mode);
    if (!card || !(await answers(card))) continue;
    if ((await asks(card)) && (await answers(card))) return { mode, card };
    works.push({ ...mode, asksPresence: false });
  }
  for (const mode of [...works, { kind: 'host' } as const]) {
    const card = await selectIn(mode);
    if (card && (await answers(card))) return { mode, card };
  }
  await selectIn({ kind: 'host' }); // so that a card that left is not blamed on the reader
  throw new KazasuError('reader.failed', { what: 'mode', sent: 'no' });
}

/** SELECT is answered by a status word and nothing else, whatever it says */
async function answers(card: FieldCard): Promise<boolean> {
  const answer = await card.exchange(SELECT.slice(), true).catch(silent);
  return answer?.length === 2 && [0x60, 0x90].includes((answer[0] ?? 0) & 0xf0);
}

async function asks(card: FieldCard): Promise<boolean> {
  return (await card.present().catch(silent)) ?? false;
}

/** the reader refused, or the card did not answer: both say that this is not the mode */
function silent(error: unknown): undefined {
  if (!(error instanceof KazasuError) || error.code === 'reader.lost') throw error;
}
