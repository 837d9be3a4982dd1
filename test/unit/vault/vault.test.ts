import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openFromTravel, sealForTravel } from '../../../core/vault/travel.ts';
import { MIGRATIONS, withDatabase } from '../../../core/vault/database.ts';
import { Vault } from '../../../core/vault/vault.ts';

let factory: IDBFactory;
let vault: Vault;
beforeEach(() => {
  factory = new IDBFactory();
  vault = new Vault({ indexedDB: factory, crypto });
});
afterEach(() => vi.restoreAllMocks());

const NOTE = { mail: 'shoko@example.jp', familyNameKana: 'カザマ' };

/** the stored record of an id, as it lies on the disk */
async function raw(id: string): Promise<Record<string, unknown>> {
  const found: unknown = await withDatabase(factory, MIGRATIONS, (database) => database.get('records', id));
  return found as Record<string, unknown>;
}

async function putRaw(record: unknown): Promise<void> {
  await withDatabase(factory, MIGRATIONS, (database) => database.put('records', record));
}

describe('the vault', () => {
  it('gives back what was put in, and what was put over it', async () => {
    expect(await vault.read('profile')).toEqual({ outcome: 'none', revision: 0 });
    expect(await vault.write('profile', NOTE, 0)).toEqual({ outcome: 'done', revision: 1 });
    expect(await vault.read('profile')).toEqual({ outcome: 'done', value: NOTE, revision: 1 });
    expect(await vault.write('profile', {}, 1)).toEqual({ outcome: 'done', revision: 2 });
    expect(await new Vault({ indexedDB: factory, crypto }).read('profile')).toMatchObject({ value: {} });
  });

  it('lets nobody read it without the key, and the key cannot be taken out', async () => {
    await vault.write('profile', NOTE, 0);
    const { data, iv } = await raw('profile');
    const bytes = Buffer.concat([Buffer.from(data as ArrayBuffer), Buffer.from(iv as Uint8Array)]);
    expect(bytes.includes('shoko')).toBe(false);
    expect(bytes.includes('カザマ')).toBe(false);
    const key = (await withDatabase(factory, MIGRATIONS, (database) =>
      database.get('keys', 'vault'),
    )) as CryptoKey;
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    await vault.write('profile', NOTE, 1);
    expect((await raw('profile'))['iv']).not.toEqual(iv);
  });

  it('notices every tampering: another byte, another name, an older revision, a key that is gone', async () => {
    await vault.write('profile', NOTE, 0);
    const first = await raw('profile');
    const data = new Uint8Array((first['data'] as ArrayBuffer).slice(0));
    data[3]! ^= 1;
    await putRaw({ ...first, data: data.buffer });
    expect(await vault.read('profile')).toEqual({ outcome: 'damaged', revision: 1 });
    await putRaw({ ...first, id: 'other' });
    expect(await vault.read('other')).toMatchObject({ outcome: 'damaged' });
    await putRaw({ ...first, revision: 2 });
    expect(await vault.read('profile')).toMatchObject({ outcome: 'damaged' });
    for (const nonsense of [{}, { revision: 'x', iv: 7 }, { revision: 1, iv: null, data: null }]) {
      await putRaw({ id: 'profile', ...nonsense });
      expect(await vault.read('profile')).toMatchObject({ outcome: 'damaged' });
    }
    await putRaw(first);
    expect(await vault.read('profile')).toMatchObject({ outcome: 'done' });
    await withDatabase(factory, MIGRATIONS, (database) => database.clear('keys'));
    expect(await vault.read('profile')).toEqual({ outcome: 'damaged', revision: 1 });
    // it can be written over: nobody is locked out of his own notes
    expect(await vault.write('profile', {}, 1)).toMatchObject({ outcome: 'done' });
  });

  it('loses nothing when two windows write at once: one wins, the other is told', async () => {
    await vault.write('profile', NOTE, 0);
    const other = new Vault({ indexedDB: factory, crypto });
    const ends = await Promise.all([
      vault.write('profile', { a: 1 }, 1),
      other.write('profile', { b: 1 }, 1),
    ]);
    expect(ends.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'done']);
    const won = ends.findIndex(({ outcome }) => outcome === 'done');
    expect(await vault.read('profile')).toMatchObject({
      value: won === 0 ? { a: 1 } : { b: 1 },
      revision: 2,
    });
  });

  it('has one key, however many windows make one at the same time', async () => {
    const many = Array.from({ length: 5 }, () => new Vault({ indexedDB: factory, crypto }));
    await Promise.all(many.map((one, at) => one.write(`note-${at}`, at, 0)));
    for (const [at, one] of many.entries()) {
      expect(await one.read(`note-${4 - at}`)).toMatchObject({ outcome: 'done', value: 4 - at });
    }
  });

  it.each(['put', 'get', 'clear'] as const)(
    'keeps the old record or the new one when the power goes at any %s',
    async (method) => {
      await vault.write('profile', NOTE, 0);
      for (let at = 0; at < 4; at++) {
        const before = await vault.read('profile');
        let calls = 0;
        const real = Reflect.get(IDBObjectStore.prototype, method) as (...args: unknown[]) => IDBRequest;
        vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
          this: IDBObjectStore,
          ...args: unknown[]
        ) {
          const request = real.apply(this, args);
          if (calls++ === at) this.transaction.abort();
          return request as never;
        });
        const revision = 'revision' in before ? before.revision : 0;
        const written = await vault.write('profile', { at }, revision);
        const erased = method === 'clear' ? await vault.erase() : undefined;
        vi.restoreAllMocks();
        const after = await vault.read('profile');
        if (erased && erased.outcome === 'done') expect(after.outcome).toBe('none');
        else if (written.outcome === 'done') expect(after).toMatchObject({ outcome: 'done', value: { at } });
        else expect(after).toEqual(before);
        if (after.outcome === 'none') await vault.write('profile', NOTE, 0);
      }
    },
  );

  it('says that the disk is full, and keeps what was there', async () => {
    await vault.write('profile', NOTE, 0);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await vault.write('profile', {}, 1)).toEqual({ outcome: 'full' });
    vi.restoreAllMocks();
    expect(await vault.read('profile')).toMatchObject({ value: NOTE, revision: 1 });
  });

  it('says that there is no storage: none at all, one that refuses, one of a later version', async () => {
    const none = new Vault({ indexedDB: undefined, crypto });
    expect(await none.read('x')).toEqual({ outcome: 'unavailable' });
    expect(await none.write('x', 1, 0)).toEqual({ outcome: 'unavailable' });
    expect(await none.erase()).toEqual({ outcome: 'unavailable' });
    const refuses = {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    } as unknown as globalThis.IDBFactory;
    expect(await new Vault({ indexedDB: refuses, crypto }).read('x')).toEqual({ outcome: 'unavailable' });
    const later = new Vault({ indexedDB: factory, crypto, migrations: [...MIGRATIONS, () => undefined] });
    await later.write('profile', NOTE, 0);
    expect(await vault.read('profile')).toEqual({ outcome: 'newer' });
    expect(await vault.write('profile', {}, 1)).toEqual({ outcome: 'newer' });
    expect(await later.read('profile')).toMatchObject({ value: NOTE });
  });

  it('takes old notes along when the layout changes', async () => {
    await vault.write('profile', NOTE, 0);
    const later = new Vault({
      indexedDB: factory,
      crypto,
      migrations: [...MIGRATIONS, (database) => void database.createObjectStore('more')],
    });
    expect(await later.read('profile')).toMatchObject({ outcome: 'done', value: NOTE });
  });

  it('is empty after erasing, and what was copied before cannot be opened', async () => {
    await vault.write('profile', NOTE, 0);
    const copy = await raw('profile');
    expect(await vault.erase()).toEqual({ outcome: 'done' });
    expect(await vault.read('profile')).toEqual({ outcome: 'none', revision: 0 });
    await vault.write('other', 1, 0); // a new key
    await putRaw(copy);
    expect(await vault.read('profile')).toMatchObject({ outcome: 'damaged' });
  });
});

describe('a file that travels', () => {
  it('opens with its passphrase and with no other', async () => {
    const text = await sealForTravel(NOTE, 'ひみつ のことば', crypto);
    expect(text).not.toMatch(/shoko|カザマ/);
    expect(await openFromTravel(text, 'ひみつ のことば', crypto)).toEqual({ outcome: 'done', value: NOTE });
    expect(await openFromTravel(text, 'ひみつ', crypto)).toEqual({ outcome: 'wrong-passphrase' });
  });

  it('is refused when it is not ours, of a later version, changed, or asks for endless work', async () => {
    const text = await sealForTravel(NOTE, 'x', crypto);
    const file = JSON.parse(text) as Record<string, unknown>;
    const open = async (change: object): Promise<string> =>
      (await openFromTravel(JSON.stringify({ ...file, ...change }), 'x', crypto)).outcome;
    expect(await open({ format: 'kazasu-notes/2' })).toBe('newer');
    expect(
      await open({
        data:
          `A${String(file['data']).slice(1)}` === file['data'] ? 'AAAA' : `A${String(file['data']).slice(1)}`,
      }),
    ).toBe('wrong-passphrase');
    for (const change of [
      { format: 'x' },
      { iterations: 1e12 },
      { iterations: 'x' },
      { salt: 'AA' },
      { iv: 3 },
      { data: '*' },
    ])
      expect(await open(change)).toBe('not-ours');
    for (const nonsense of ['', 'null', '[]', '{', 'x'.repeat(1_000_001)])
      expect((await openFromTravel(nonsense, 'x', crypto)).outcome).toBe('not-ours');
  });
});
