import type { Clock } from '../clock.ts';
import type { Reader } from '../reader.ts';
import type { SmartCardManager } from './api.ts';
import { smartCardError } from './smart-card-error.ts';
import { SmartCardReader } from './smart-card-reader.ts';

/** Names of the PC/SC readers. @throws KazasuError `reader.no-service`, `reader.not-permitted`, `reader.failed` */
export async function listSmartCardReaders(manager: SmartCardManager): Promise<readonly string[]> {
  try {
    return await (await manager.establishContext()).listReaders();
  } catch (error) {
    throw smartCardError('list', error);
  }
}

/** A reader by its name; whether it is there shows in its state. @throws KazasuError as {@link listSmartCardReaders} */
export async function openSmartCardReader(
  manager: SmartCardManager,
  name: string,
  clock: Clock,
): Promise<Reader> {
  try {
    const work = await manager.establishContext();
    const look = await manager.establishContext();
    return new SmartCardReader(name, { work, look }, clock);
  } catch (error) {
    throw smartCardError('list', error);
  }
}
