import { KazasuError } from '../error/kazasu-error.ts';

/** The few calls of the Web Locks API used here. */
export interface Locks {
  request(
    name: string,
    options: { ifAvailable: true },
    hold: (lock: object | null) => Promise<void>,
  ): Promise<unknown>;
}

/**
 * Takes a lock of this origin until the returned function is called.
 * @throws KazasuError `reader.busy` when another window holds it (`what`: `window`)
 */
export function takeLock(locks: Locks, name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) {
          reject(new KazasuError('reader.busy', { what: 'window', sent: 'no' }));
          return Promise.resolve();
        }
        return new Promise<void>((unlock) => resolve(unlock));
      })
      .catch(reject);
  });
}
