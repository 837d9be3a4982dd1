/**
 * The local host: lends the PC/SC readers of this computer to our own pages (docs/readers/relay.md).
 * `relay [--port N]` serves pages on 127.0.0.1, `--native` serves the extension (Chrome starts it),
 * `--install` and `--uninstall` tell this user's browsers, `--forget` takes all pairings back.
 */
import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { version } from '../package.json';
import { RELAY_PORT } from '../core/reader/relay/protocol.ts';
import { extensionId } from './extension-id.ts';
import { ownFolder, type Place } from './folders.ts';
import { install, uninstall, type InstallDeps } from './install.ts';
import { serveNative } from './native-host.ts';
import { PairedFile } from './paired-file.ts';
import { Pairing } from './pairing.ts';
import { loadPcsc } from './pcsc-library.ts';
import { Readers } from './readers.ts';
import { startWebSocketHost } from './web-socket-host.ts';
import { wordsFor } from './words.ts';

const HOST = `kazasu-relay ${version}`;
const words = wordsFor(
  process.env['LC_ALL'] ?? process.env['LANG'] ?? Intl.DateTimeFormat().resolvedOptions().locale,
);
const place: Place = { platform: process.platform, home: homedir(), env: process.env };
const paired = new PairedFile(join(ownFolder(place), 'paired-pages.json'));

function say(text: string): void {
  process.stderr.write(`${text}\n`); // stdout belongs to Chrome
}

const { values: wanted, positionals } = parseArgs({
  allowPositionals: true, // Chrome names the caller
  options: {
    port: { type: 'string', default: String(RELAY_PORT) },
    native: { type: 'boolean', default: false },
    install: { type: 'boolean', default: false },
    uninstall: { type: 'boolean', default: false },
    forget: { type: 'boolean', default: false },
    'browser-dir': { type: 'string', multiple: true, default: [] },
    'parent-window': { type: 'string' }, // Chrome on Windows says it
  },
});

const installing: InstallDeps = {
  ...place,
  node: process.execPath,
  script: fileURLToPath(import.meta.url),
  extensionId: extensionId(),
  browsers: wanted['browser-dir'],
  run: (program, args) => {
    try {
      execFileSync(program, args, { stdio: 'ignore' });
    } catch {
      // a browser that is not there has no key
    }
  },
};

async function readers(): Promise<Readers> {
  const library = await loadPcsc();
  if (library) return new Readers(library);
  say(words.noLibrary);
  process.exit(1);
}

async function native(): Promise<void> {
  const known = await readers();
  await serveNative({
    readers: known,
    host: HOST,
    caller: positionals[0],
    extensionId: installing.extensionId,
    input: process.stdin,
    output: process.stdout,
  });
  known.stop();
  process.exit(0);
}

async function pages(): Promise<void> {
  const port = Number(wanted.port);
  const known = await readers();
  const pairing = new Pairing({
    paired,
    show: (origin, code) => say(words.code(origin, code)),
    now: () => performance.now(),
  });
  try {
    const host = await startWebSocketHost({ readers: known, pairing, host: HOST, port });
    say(words.listening(host.port));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        void host.close().then(() => {
          known.stop();
          process.exit(0);
        });
      });
    }
  } catch {
    say(words.portTaken(port));
    process.exit(1);
  }
}

if (wanted.install) {
  const written = install(installing);
  say([words.installed, ...written].join('\n  '));
  if (written.length === 1) say(words.noBrowser);
} else if (wanted.uninstall) {
  const gone = uninstall(installing);
  paired.forget();
  say(gone.length > 0 ? [words.uninstalled, ...gone].join('\n  ') : words.nothing);
} else if (wanted.forget) {
  paired.forget();
  say(words.forgotten);
} else if (wanted.native) await native();
else await pages();
