import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const TOP = resolve(import.meta.dirname, '..');

/**
 * Runs a command at the top of the repository, its output shown. npm's own programs are found without npx.
 * @param {string} command @param {string[]} args
 * @returns {Promise<number>} exit status
 */
export function run(command, args) {
  const path = `${resolve(TOP, 'node_modules/.bin')}:${process.env.PATH}`;
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: TOP,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: path },
    });
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** @param {string} command @param {string[]} args */
export async function must(command, args) {
  const status = await run(command, args);
  if (status !== 0) {
    console.error(`failed: ${command} ${args.join(' ')}`);
    process.exit(status);
  }
}
