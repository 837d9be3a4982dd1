import type { IDBPDatabase } from 'idb';
import { inOne, MIGRATIONS, nameOf, withDatabase, type Migration, type NoStorage } from './database.ts';

/** What was found. `damaged`: it is there, but cannot be opened: changed by another hand, or its key is gone. */
export type Found =
  | { readonly outcome: 'done'; readonly value: unknown; readonly revision: number }
  | { readonly outcome: 'none' | 'damaged'; readonly revision: number }
  | { readonly outcome: NoStorage };

/** How a write ended. `conflict`: another window has written since; nothing was changed. `full`: no room; likewise. */
export type Kept =
  | { readonly outcome: 'done'; readonly revision: number }
  | { readonly outcome: 'conflict' | 'full' | NoStorage };

export interface VaultDoors {
  /** undefined: the browser has none here */
  readonly indexedDB: IDBFactory | undefined;
  readonly crypto: Crypto;
  readonly migrations?: readonly Migration[];
}

interface SealedRecord {
  readonly id: string;
  readonly revision: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const ALGORITHM = { name: 'AES-GCM', length: 256 } as const;

/**
 * A few small records, sealed with AES-256-GCM under a key that no script can take out of the browser. The name and the
 * revision of a record are sealed with it: none can be put in the place of another, or of a later one of itself.
 * Each write is one transaction: after a power cut the old record or the new one stands there, whole.
 */
export class Vault {
  readonly #doors: VaultDoors;

  constructor(doors: VaultDoors) {
    this.#doors = doors;
  }

  async read(id: string): Promise<Found> {
    const found = await this.#with((database) =>
      inOne(database, 'readonly', async ({ keys, records }) => ({
        record: (await records.get(id)) as SealedRecord | undefined,
        key: (await keys.get('vault')) as CryptoKey | undefined,
      })),
    );
    if (typeof found === 'string') return { outcome: found === 'full' ? 'unavailable' : found };
    const { record, key } = found;
    if (record === undefined) return { outcome: 'none', revision: 0 };
    const revision = Number.isSafeInteger(record.revision) ? record.revision : 0;
    if (!key) return { outcome: 'damaged', revision };
    try {
      const { iv, data } = record;
      const bytes = await this.#doors.crypto.subtle.decrypt(
        { name: 'AES-GCM', iv, additionalData: seal(id, revision) },
        key,
        data,
      );
      return { outcome: 'done', value: JSON.parse(new TextDecoder().decode(bytes)) as unknown, revision };
    } catch {
      return { outcome: 'damaged', revision };
    }
  }

  /**
   * @param value anything that JSON can hold
   * @param revision what {@link Vault.read} or the last write said: only that one is overwritten
   */
  async write(id: string, value: unknown, revision: number): Promise<Kept> {
    const { crypto } = this.#doors;
    const key = await this.#with((database) => this.#key(database));
    if (typeof key === 'string') return { outcome: key };
    // sealed before the transaction begins: it would end by itself while we wait for the cipher
    const next = revision + 1;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: seal(id, next) },
      key,
      new TextEncoder().encode(JSON.stringify(value)),
    );
    const kept = await this.#with((database) =>
      inOne(database, 'readwrite', async ({ records }): Promise<Kept> => {
        const now = (await records.get(id)) as SealedRecord | undefined;
        if ((now?.revision ?? 0) !== revision) return { outcome: 'conflict' };
        await records.put({ id, revision: next, iv, data } satisfies SealedRecord);
        return { outcome: 'done', revision: next };
      }),
    );
    return typeof kept === 'string' ? { outcome: kept } : kept;
  }

  /** Takes everything away, the key with it: what a disk may still hold of the records can never be opened again. */
  async erase(): Promise<{ readonly outcome: 'done' | 'full' | NoStorage }> {
    const erased = await this.#with((database) =>
      inOne(database, 'readwrite', async ({ keys, records }) => {
        await keys.clear();
        await records.clear();
        return { outcome: 'done' } as const;
      }),
    );
    return typeof erased === 'string' ? { outcome: erased } : erased;
  }

  /** The key, made when it is first needed; of two windows that make one the first wins. */
  async #key(database: IDBPDatabase): Promise<CryptoKey> {
    const known: unknown = await inOne(database, 'readonly', ({ keys }) => keys.get('vault'));
    if (known) return known as CryptoKey;
    const made = await this.#doors.crypto.subtle.generateKey(ALGORITHM, false, ['encrypt', 'decrypt']);
    return inOne(database, 'readwrite', async ({ keys }) => {
      const first = (await keys.get('vault')) as CryptoKey | undefined;
      if (!first) await keys.put(made, 'vault');
      return first ?? made;
    });
  }

  async #with<Result>(
    work: (database: IDBPDatabase) => Promise<Result>,
  ): Promise<Result | NoStorage | 'full'> {
    try {
      return await withDatabase(this.#doors.indexedDB, this.#doors.migrations ?? MIGRATIONS, work);
    } catch (reason) {
      return nameOf(reason) === 'QuotaExceededError' ? 'full' : 'unavailable';
    }
  }
}

/** what a sealed record is bound to */
function seal(id: string, revision: number): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`kazasu-vault/1\n${id}\n${revision}`);
}
