import { KazasuError } from '../error/kazasu-error.ts';
import { systemClock, type Clock } from '../reader/clock.ts';
import type { Reader } from '../reader/reader.ts';
import type { SmartCardManager } from '../reader/smart-card/api.ts';

export interface SmartCardDoorDeps {
  /** `navigator.smartCard`; undefined everywhere but in Isolated Web Apps that have it */
  readonly smartCard?: SmartCardManager | undefined;
  /** time as the readers see it; the real one if absent */
  readonly clock?: Clock;
}

/** The browser's own PC/SC readers; none where it has no such API. @throws KazasuError what `listSmartCardReaders` throws */
export async function seenSmartCardReaders({ smartCard }: SmartCardDoorDeps): Promise<readonly string[]> {
  if (!smartCard) return [];
  const { listSmartCardReaders } = await import('../reader/smart-card/open-smart-card.ts');
  return listSmartCardReaders(smartCard);
}

/** @throws KazasuError `reader.unavailable`, and what `openSmartCardReader` throws */
export async function openSmartCard(name: string, { smartCard, clock }: SmartCardDoorDeps): Promise<Reader> {
  if (!smartCard) throw new KazasuError('reader.unavailable');
  const { openSmartCardReader } = await import('../reader/smart-card/open-smart-card.ts');
  return openSmartCardReader(smartCard, name, clock ?? systemClock);
}
