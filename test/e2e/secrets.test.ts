import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './support/app.ts';
import { Files } from './support/files.ts';

const forms = (secret: string): readonly string[] => [
  secret,
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret, 'utf16le').toString('hex'),
  [...Buffer.from(secret)].join(','),
];

describe('a PIN typed into the page', () => {
  const files = new Files();
  let app: App;
  beforeAll(async () => {
    app = await App.start();
  });
  afterAll(async () => {
    await app.close();
    files.close();
  });

  // typed as a wrong PIN, so that finding it anywhere means a leak
  it.each([
    ['#/do/data', '7391', 2],
    ['#/do/prove', '7391', 2],
    ['#/do/sign', 'QX7391ZK', 4],
  ] as const)('is nowhere afterwards: no document, console or store (%s)', async (hash, canary, left) => {
    const screen = await app.open({ language: 'en' });
    await screen.openCard('adult');
    await screen.go(hash);
    if (hash === '#/do/sign') await files.choose(screen, files.write('a.txt', 'what is signed'));
    await screen.page.waitForSelector('.entry input');
    await screen.typePin(canary);
    // while it is typed it is not in the document either: only dots are
    const typing = await screen.page.evaluate(documentAsText);
    expect(typing.replaceAll(new URL(app.url).host, '')).not.toContain(canary);
    await screen.page.keyboard.press('Enter');
    await screen.sees(screen.t.refusal.wrongCost(screen.t.pin.left(left))); // it went to the card and came back wrong

    const stores = await screen.page.evaluate(storesAsText);
    const everything = [await screen.page.evaluate(documentAsText), stores, ...screen.heard]
      .join('\n')
      .replaceAll(new URL(app.url).host, ''); // a port may hold any digits
    expect(stores).toContain('kazasu.language'); // the search does look into the stores
    for (const form of forms(canary)) expect(everything).not.toContain(form);
    await screen.close();
  });
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
