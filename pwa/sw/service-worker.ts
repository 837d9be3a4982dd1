declare const self: ServiceWorkerGlobalScope;
/** every file of this build: address, and SHA-256 as in an integrity attribute (tools/precache.ts) */
declare const __FILES__: readonly (readonly [address: string, integrity: string])[];
/** changes with any of the files */
declare const __VERSION__: string;

/**
 * Keeps this build, whole, on the device. All of it is fetched before it is used, each file is the one that was
 * built (or the version is not taken), and the pages that run keep theirs until a person changes to the next.
 */
const PREFIX = 'kazasu-app-';
const CACHE = PREFIX + __VERSION__;
const FILES = __FILES__;
const ADDRESSES = new Set(FILES.map(([address]) => address));
const PAGE = '/';

self.addEventListener('install', (event) => {
  event.waitUntil(fill());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(tidy());
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const address = pathname === '/index.html' ? PAGE : pathname;
  if (request.method !== 'GET' || origin !== self.location.origin || !ADDRESSES.has(address)) return;
  event.respondWith(answer(address, request));
});

async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(
    // what has a hash in its name may come from the browser's own cache, the rest is asked for anew
    FILES.map(
      ([address, integrity]) =>
        new Request(address, { integrity, cache: address.startsWith('/assets/') ? 'default' : 'no-cache' }),
    ),
  );
}

async function tidy(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // the page that brought this in works without a connection at once
  await self.clients.claim();
}

async function answer(address: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) ?? fetch(request);
}

// a module, so that `self` is this file's
export {};
