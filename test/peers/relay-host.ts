import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built local host as its person starts it, with a home of its own. */
export interface RelayProcess {
  readonly port: number;
  /** everything it said on the terminal */
  readonly output: () => string;
  /** waits for the number shown for an origin */
  readonly code: (origin: string) => Promise<string>;
  /** ends it at once, as a crash would */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function until<T>(look: () => T | undefined, what: () => string): Promise<T> {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise((wake) => setTimeout(wake, 30));
  }
  throw new Error(what());
}

/** @param home folder for its pairings; a fresh one if absent */
export async function startRelay(home = mkdtempSync(join(tmpdir(), 'relay-'))): Promise<RelayProcess> {
  const child = spawn(process.execPath, ['dist/relay/relay.mjs', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, LANG: 'en_US.UTF-8', LC_ALL: '' },
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const end = (signal: 'SIGTERM' | 'SIGKILL') => async (): Promise<void> => {
    child.kill(signal);
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  const port = await until(
    () => /127\.0\.0\.1:(\d+)/.exec(output)?.[1],
    () => `the relay did not start:\n${output}`,
  );
  return {
    port: Number(port),
    output: () => output,
    code: (origin) =>
      until(
        () => output.slice(output.lastIndexOf(`${origin} wants`)).match(/there: {2}(\d{6})/)?.[1],
        () => `no number for ${origin}:\n${output}`,
      ),
    kill: end('SIGKILL'),
    stop: end('SIGTERM'),
  };
}
