import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './support/app.ts';

/** Typed as a wrong PIN, so that finding it anywhere means a leak. */
const CANARY = '7391';

const FORMS = [
  CANARY,
  Buffer.from(CANARY).toString('hex'),
  Buffer.from(CANARY).toString('base64').replace(/=+$/, ''),
  Buffer.from(CANARY, 'utf16le').toString('hex'),
  [...Buffer.from(CANARY)].join(','),
];

describe('a PIN typed into the page', () => {
  let app: App;
  beforeAll(async () => {
    app = await App.start();
  });
  afterAll(() => app.close());

  it.each(['#/do/data', '#/do/prove'])(
    'is nowhere afterwards: no document, console or store (%s)',
    async (hash) => {
      const screen = await app.open({ language: 'en' });
      await screen.openCard('adult');
      await screen.go(hash);
      await screen.page.waitForSelector('.entry input');
      await screen.typePin(CANARY);
      // while it is typed it is not in the document either: only dots are
      const typing = await screen.page.evaluate(documentAsText);
      expect(typing.replaceAll(new URL(app.url).host, '')).not.toContain(CANARY);
      await screen.page.keyboard.press('Enter');
      await screen.sees(screen.t.refusal.wrongCost(screen.t.pin.left(2))); // it went to the card and came back wrong

      const stores = await screen.page.evaluate(storesAsText);
      const everything = [await screen.page.evaluate(documentAsText), stores, ...screen.heard]
        .join('\n')
        .replaceAll(new URL(app.url).host, ''); // a port may hold any digits
      expect(stores).toContain('kazasu.language'); // the search does look into the stores
      for (const form of FORMS) expect(everything).not.toContain(form);
      await screen.close();
    },
  );
});

/** the document with the values of its fields; numbers of the ports and of the day are no PINs */
function documentAsText(): string {
  const values = [...document.querySelectorAll('input, textarea')].map(
    (field) => (field as HTMLInputElement).value,
  );
  return [document.documentElement.outerHTML, ...values, location.href, document.title].join('\n');
}

/** everything this origin keeps: local and session storage, cookies, IndexedDB, Cache, OPFS */
async function storesAsText(): Promise<string> {
  const found: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
  for (const { name = '', version = 1 } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name, version);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error(name));
    });
    for (const store of db.objectStoreNames) {
      const all = await new Promise<unknown[]>((resolve, reject) => {
        const reading = db.transaction(store).objectStore(store).getAll();
        reading.onsuccess = () => resolve(reading.result as unknown[]);
        reading.onerror = () => reject(reading.error ?? new Error(store));
      });
      found.push(JSON.stringify(all));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      // files of the build are the same for everybody; what is cached beside them would be ours
      if (!/\.(js|css|html|wasm|png|svg|webmanifest)$|\/$/.test(new URL(request.url).pathname)) {
        found.push(request.url, (await (await cache.match(request))?.text()) ?? '');
      }
      found.push(request.url);
    }
  }
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) found.push(name);
  return found.join('\n');
}
