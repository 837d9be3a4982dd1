import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const run = promisify(execFile);

const TOP = resolve(import.meta.dirname, '../..');
const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const WAIT_MS = 15_000;

/** One command and its answer, as the card saw them, upper-case hexadecimal. */
export interface Exchange {
  readonly command: string;
  readonly answer: string;
}

/** A PC/SC service of our own with one virtual reader, and the software card to put into it. */
export interface Pcsc {
  /** environment for PC/SC programs, with a cache of its own */
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  insert(...options: readonly string[]): Promise<CardProcess>;
  stop(): Promise<void>;
}

export interface CardProcess {
  /** all exchanges so far */
  readonly exchanges: () => readonly Exchange[];
  remove(): Promise<void>;
}

/** @throws Error with the service's own words when it does not come up */
export async function startPcsc(): Promise<Pcsc> {
  const folder = await mkdtemp(join(tmpdir(), 'pcsc-'));
  const port = await freePort();
  const hex = `0x${port.toString(16)}`;
  const name = 'Kazasu virtual reader';
  await writeFile(
    join(folder, 'vpcd'),
    `FRIENDLYNAME "${name}"\nDEVICENAME /dev/null:${hex}\nLIBPATH ${DRIVER}\nCHANNELID ${hex}\n`,
  );
  const service = started('pcscd', ['--foreground', '--config', folder]);
  const env = { ...process.env, HOME: folder, XDG_CACHE_HOME: folder };
  const readers = async (): Promise<string> => (await run('opensc-tool', ['--list-readers'], { env })).stdout;

  const cards: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(cards.map(ended));
    await ended(service.child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(async () => (await readers()).includes(name), service, 'pcscd with the vpcd driver');
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    env,
    folder,
    stop,
    async insert(...options) {
      const args = ['tools/card-vpcd.mjs', '--port', String(port), '--keep', '--trace', ...options];
      const card = started(process.execPath, args);
      cards.push(card.child);
      const present = (list: string): boolean => new RegExp(`Yes .*${name}`).test(list);
      await until(async () => present(await readers()), card, 'the software card in the virtual reader');
      return {
        exchanges: () => exchangesIn(card.output()),
        async remove() {
          await ended(card.child);
          await until(async () => !present(await readers()), service, 'the empty virtual reader');
        },
      };
    },
  };
}

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

function started(command: string, args: readonly string[]): Started {
  const child = spawn(command, args, { cwd: TOP, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (error) => (output += error.message));
  return { child, output: () => output };
}

async function until(holds: () => Promise<boolean>, needs: Started, what: string): Promise<void> {
  for (
    const end = Date.now() + WAIT_MS;
    Date.now() < end;
    await new Promise((wake) => setTimeout(wake, 200))
  ) {
    const { exitCode, pid } = needs.child;
    if (exitCode !== null || pid === undefined) break;
    if (await holds().catch(() => false)) return;
  }
  throw new Error(`${what} did not come up:\n${needs.output()}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exit = new Promise((done) => child.once('exit', done));
  child.kill();
  await exit;
}

/** A port with a free one above it: the driver opens both. */
async function freePort(): Promise<number> {
  const opened = (port: number): Promise<number | undefined> =>
    new Promise((done) => {
      const server = createServer();
      server.once('error', () => done(undefined));
      server.listen(port, () => {
        const address = server.address();
        server.close(() => done(typeof address === 'object' ? address?.port : undefined));
      });
    });
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = await opened(0);
    if (port !== undefined && (await opened(port + 1)) !== undefined) return port;
  }
  throw new Error('no two free ports in a row');
}

function exchangesIn(output: string): readonly Exchange[] {
  const lines = [...output.matchAll(/^\d+ > ([0-9A-F]*)\n\d+ < ([0-9A-F]*)$/gm)];
  return lines.map(([, command = '', answer = '']) => ({ command, answer }));
}
