// Serves a built folder on loopback with the production headers: `node tools/serve.mjs [folder] [port]`.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HEADERS } from './headers.mjs';

const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
});

/**
 * @param {{ root: string, port?: number }} options port 0 or none: any free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startServer({ root, port = 0 }) {
  const top = resolve(root);
  const server = createServer((request, response) => {
    void answer(top, request.method ?? 'GET', request.url ?? '/', response);
  });
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return {
    url: `http://localhost:${address.port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** @param {string} top @param {string} method @param {string} url @param {import('node:http').ServerResponse} response */
async function answer(top, method, url, response) {
  const end = (/** @type {number} */ status, /** @type {string} */ text) =>
    response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
  if (method !== 'GET' && method !== 'HEAD') return end(405, 'only GET and HEAD');
  let path;
  try {
    path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
  } catch {
    return end(400, 'not an address');
  }
  let file = join(top, path);
  if (file !== top && !file.startsWith(top + sep)) return end(404, 'not found');
  let found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) {
    file = join(file, 'index.html');
    found = await stat(file).catch(() => undefined);
  }
  if (!found?.isFile()) return end(404, 'not found');
  // names with a hash never change; everything else is asked for again
  const cache = /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
  response.writeHead(200, {
    ...HEADERS,
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Length': found.size,
    'Cache-Control': cache,
  });
  if (method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [root = 'dist/pwa', port = '4173'] = process.argv.slice(2);
  const { url } = await startServer({ root, port: Number(port) });
  console.log(`Kazasu: ${url}`);
}
