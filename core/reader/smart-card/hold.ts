import { deferred } from '../deferred.ts';
import type { SmartCardDisposition, SmartCardHandle } from './api.ts';

/** A transaction of the Web Smart Card API as something that begins and ends: the API's own lasts as long as a callback. */
export class Hold {
  readonly #finish = deferred<SmartCardDisposition>();
  #over: Promise<void> = Promise.resolve();

  /** Waits for the transactions of other programs. @throws what the API throws; AbortError by `signal` */
  static async begin(handle: SmartCardHandle, signal: AbortSignal): Promise<Hold> {
    const hold = new Hold();
    const begun = deferred<undefined>();
    hold.#over = handle.startTransaction(
      () => {
        begun.resolve(undefined);
        return hold.#finish.promise;
      },
      { signal },
    );
    hold.#over.catch(begun.reject);
    await begun.promise;
    return hold;
  }

  /** Does this to the card, and then lets others have it. @throws what the API throws */
  async end(then: SmartCardDisposition): Promise<void> {
    this.#finish.resolve(then);
    await this.#over;
  }
}
