import type { ApduDoor } from '../apdu-door.ts';
import type { Clock } from '../clock.ts';
import type { SmartCardContext, SmartCardHandle } from './api.ts';
import { Hold } from './hold.ts';
import { smartCardError } from './smart-card-error.ts';

/** how long another program may keep its transaction before we say that it is busy */
const BEGIN_MS = 5_000;

/** A card that is ours alone from its reset until {@link SmartCardDoor.letGo}: one PC/SC transaction. */
export class SmartCardDoor implements ApduDoor {
  readonly #handle: SmartCardHandle;
  readonly #clock: Clock;
  #hold: Hold;
  #work: Promise<unknown> = Promise.resolve();

  private constructor(handle: SmartCardHandle, clock: Clock, hold: Hold) {
    this.#handle = handle;
    this.#clock = clock;
    this.#hold = hold;
  }

  /** @throws KazasuError `card.none`, `card.foreign`, `reader.busy`, `reader.lost`, `reader.not-permitted`, … */
  static async open(
    context: SmartCardContext,
    reader: string,
    clock: Clock,
  ): Promise<{ readonly door: SmartCardDoor; readonly atr: Uint8Array | undefined }> {
    let handle: SmartCardHandle | undefined;
    try {
      ({ connection: handle } = await context.connect(reader, 'shared', {
        preferredProtocols: ['t1', 't0'],
      }));
      const hold = await afterReset(handle, await begin(handle, clock), clock);
      const { answerToReset: atr } = await handle.status();
      const door = new SmartCardDoor(handle, clock, hold);
      return { door, atr: atr && new Uint8Array(atr) };
    } catch (error) {
      await handle?.disconnect('reset').catch(() => undefined);
      throw smartCardError('connect', error);
    }
  }

  transmit(apdu: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
    return this.#turn(async () => {
      try {
        return new Uint8Array(await this.#handle.transmit(apdu));
      } catch (error) {
        throw smartCardError('transmit', error);
      }
    });
  }

  powerCycle(): Promise<void> {
    return this.#turn(async () => {
      try {
        this.#hold = await afterReset(this.#handle, this.#hold, this.#clock);
      } catch (error) {
        throw smartCardError('reset', error);
      }
    });
  }

  /** after the command under way: the card loses its power, and only then others may have it */
  async letGo(): Promise<void> {
    await this.#turn(async () => {
      await this.#hold.end('unpower').catch(() => undefined); // a card that is gone cannot be told
      await this.#handle.disconnect('leave');
    });
  }

  /** a context takes one operation at a time */
  #turn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#work.then(work);
    this.#work = mine.catch(() => undefined);
    return mine;
  }
}

/**
 * The API cannot reset a card within a transaction: the end of one does it, and the next begins at once. What another
 * program verifies in between is not used by us: every task verifies for itself.
 */
async function afterReset(handle: SmartCardHandle, hold: Hold, clock: Clock): Promise<Hold> {
  await hold.end('reset');
  return begin(handle, clock);
}

async function begin(handle: SmartCardHandle, clock: Clock): Promise<Hold> {
  const patience = new AbortController();
  const callOff = clock.after(BEGIN_MS, () => patience.abort());
  try {
    return await Hold.begin(handle, patience.signal);
  } finally {
    callOff();
  }
}
