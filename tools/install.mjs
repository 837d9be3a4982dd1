import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { must, TOP } from './run.mjs';

/** Installs the npm packages of the lock file when they are not there, or older than it. */
export async function installPackages() {
  const mark = join(TOP, 'node_modules/.package-lock.json');
  const lock = join(TOP, 'package-lock.json');
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync(lock).mtimeMs) return;
  await must('npm', ['ci', '--no-audit', '--no-fund']);
}
