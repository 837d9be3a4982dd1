import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { HEADERS } from './headers.mjs';

const SCRIPT = 'service-worker.js';
const SOURCE = resolve(import.meta.dirname, '../pwa/sw/service-worker.ts');

/** Address and SHA-256 (as in an `integrity` attribute) of every file of a built PWA. */
export function filesOf(folder: string): readonly (readonly [address: string, integrity: string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [addressOf(path.slice(folder.length)), integrityOf(readFileSync(path))] as const)
    .filter(([address]) => address !== `/${SCRIPT}`)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function addressOf(path: string): string {
  const address = path.replaceAll('\\', '/');
  return address === '/index.html' ? '/' : address;
}

function integrityOf(content: Uint8Array): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

/** Writes `service-worker.js` beside the files it keeps. Its version changes with any of them, and with the headers. */
export async function writeServiceWorker(folder: string, target: string): Promise<void> {
  const files = filesOf(resolve(folder));
  const version = createHash('sha256')
    .update(JSON.stringify([files, HEADERS]))
    .digest('hex')
    .slice(0, 16);
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { __FILES__: JSON.stringify(files), __VERSION__: JSON.stringify(version) },
    build: {
      outDir: resolve(folder),
      emptyOutDir: false,
      target,
      modulePreload: false,
      rolldownOptions: { input: SOURCE, output: { format: 'iife', entryFileNames: SCRIPT } },
    },
  });
}

/** After everything else of the PWA was written: the service worker that keeps it. */
export function precache(target: string): Plugin {
  let folder = '';
  return {
    name: 'kazasu:precache',
    apply: 'build',
    configResolved({ build, root }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle: { order: 'post', sequential: true, handler: () => writeServiceWorker(folder, target) },
  };
}
