// Builds everything: `node tools/build.mjs [mode …]`; without a mode, all of them.
import { must } from './run.mjs';

/** vite modes in building order: vite.config.ts says what each one makes */
const MODES = ['pwa', 'extension', 'store', 'virtual', 'virtual-readers', 'relay', 'probe', 'probe-form'];

for (const mode of process.argv.length > 2 ? process.argv.slice(2) : MODES) {
  await must('vite', ['build', '--mode', mode, '--logLevel', 'warn']);
}
