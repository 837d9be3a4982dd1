import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figures } from './main.ts';

const DIST = join(import.meta.dirname, '../../dist');

/** a script and everything it imports statically, paths below `root` */
function closure(root: string, entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const text = readFileSync(join(root, entry), 'utf8');
  // `import{a}from"./x.js"`, `import"./x.js"`, `export…from"./x.js"`; not `import("./x.js")`
  for (const [, path = ''] of text.matchAll(/(?:\bimport|\bfrom)\s*["'](\.[^"']+\.js)["']/g)) {
    closure(root, relative(root, join(root, dirname(entry), path)), seen);
  }
  return seen;
}

const gzip = (root: string, files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(root, file)), { level: 9 }).length, 0);

/** everything a page loads before it can be used: itself, its styles, its scripts with their static imports */
function firstLoad(root: string, page: string): Set<string> {
  const html = readFileSync(join(root, page), 'utf8');
  const files = new Set([page]);
  for (const [, path = ''] of html.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)) {
    if (path.endsWith('.css')) files.add(path);
    else for (const file of closure(root, path)) files.add(file);
  }
  return files;
}

/** the one script whose name begins so, with its static imports */
function script(root: string, name: string): Set<string> {
  const entry = readdirSync(join(root, 'assets')).find((file) =>
    new RegExp(`^${name}-.{8}\\.js$`).test(file),
  );
  if (entry === undefined) throw new Error(`no ${name} in ${root}: build first`);
  return closure(root, join('assets', entry));
}

export function bench(): Promise<Figures> {
  const pwa = join(DIST, 'pwa');
  if (!existsSync(join(pwa, 'index.html'))) throw new Error('no dist/pwa: run `npm run build` first');
  const figures: Figures = {
    'size.pwa.first.gzip': gzip(pwa, [...firstLoad(pwa, 'index.html'), ...script(pwa, 'ja')]),
    'size.worker.gzip': gzip(pwa, script(pwa, 'card-worker')),
  };
  const all = (root: string): string[] =>
    readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css|html)$/.test(name));
  figures['size.pwa.all.gzip'] = gzip(pwa, all(pwa));
  const store = join(DIST, 'store');
  if (existsSync(store)) figures['size.store.all.gzip'] = gzip(store, all(store));
  return Promise.resolve(figures);
}
