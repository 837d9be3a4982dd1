// Builds the extension for the store and packs it: `npm run package` → dist/kazasu-VERSION.zip
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { must } from './run.mjs';

/** the earliest date a zip can hold: the same files make the same bytes */
const DATE = new Date(1980, 0, 1);

/**
 * A built extension as the store takes it. Without `key`: the store gives the item a key of its own (docs/extension.md).
 * @param {string} folder
 * @returns {Uint8Array}
 */
export function pack(folder) {
  /** @type {Record<string, Uint8Array>} */
  const files = {};
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
  for (const name of names.sort()) {
    const content = readFileSync(join(folder, name));
    files[name] = name === 'manifest.json' ? withoutKey(content) : new Uint8Array(content);
  }
  return zipSync(files, { level: 9, mtime: DATE });
}

/** @param {Buffer} content */
function withoutKey(content) {
  const manifest = JSON.parse(content.toString('utf8'));
  delete manifest.key;
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await must('vite', ['build', '--mode', 'store', '--logLevel', 'warn']);
  const folder = resolve('dist/store');
  const { version } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  mkdirSync('dist', { recursive: true });
  const path = `dist/kazasu-${version}.zip`;
  const zip = pack(folder);
  writeFileSync(path, zip);
  console.log(`${path}: ${zip.length} bytes`);
}
