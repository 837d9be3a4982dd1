import { wrap, type IDBPDatabase, type IDBPObjectStore } from 'idb';

/** Why storage cannot be used. `newer`: a later version of Kazasu has changed it; only that one reads it from now on. */
export type NoStorage = 'newer' | 'unavailable';

/** One step of the layout; its place in the list is its version. A step never changes once it was released. */
export type Migration = (database: IDBDatabase) => void;

const NAME = 'kazasu-vault';

export const MIGRATIONS: readonly Migration[] = [
  (database) => {
    database.createObjectStore('keys');
    database.createObjectStore('records', { keyPath: 'id' });
  },
];

/**
 * Opens the vault's database, runs `work` on it and closes it again: an open connection would keep another window from
 * updating the layout. What the browser refuses is a value: private windows and full or broken disks do that.
 */
export async function withDatabase<Result>(
  factory: IDBFactory | undefined,
  migrations: readonly Migration[],
  work: (database: IDBPDatabase) => Promise<Result>,
): Promise<Result | NoStorage> {
  let database: IDBPDatabase;
  try {
    if (!factory) return 'unavailable';
    const request = factory.open(NAME, migrations.length);
    request.onupgradeneeded = ({ oldVersion }) => {
      for (const migrate of migrations.slice(oldVersion)) migrate(request.result);
    };
    database = (await wrap(request)) as IDBPDatabase;
  } catch (reason) {
    return nameOf(reason) === 'VersionError' ? 'newer' : 'unavailable';
  }
  // another window wants to change the layout
  database.onversionchange = () => database.close();
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

type Mode = 'readonly' | 'readwrite';
type Stores<M extends Mode> = Readonly<
  Record<'keys' | 'records', IDBPObjectStore<unknown, string[], string, M>>
>;

/** Runs `work` in one transaction and waits for its end on the disk: all of it stands there then, or it throws. */
export async function inOne<M extends Mode, Result>(
  database: IDBPDatabase,
  mode: M,
  work: (stores: Stores<M>) => Promise<Result>,
): Promise<Result> {
  const transaction = database.transaction(['keys', 'records'], mode, { durability: 'strict' });
  // a failure is told once, by whichever comes first
  transaction.done.catch(() => undefined);
  const stores = {
    keys: transaction.objectStore('keys'),
    records: transaction.objectStore('records'),
  } as unknown as Stores<M>;
  const result = await work(stores);
  await transaction.done;
  return result;
}

/** `name` of a DOMException */
export function nameOf(reason: unknown): string {
  return reason instanceof Error ? reason.name : '';
}
