// `npm run relay`: installs and builds what is missing, and starts the local host (docs/readers/relay.md).
import { spawn } from 'node:child_process';
import { installPackages } from './install.mjs';
import { must, TOP } from './run.mjs';

await installPackages();
await must('node', ['tools/build.mjs', 'relay']);
const child = spawn(process.execPath, [`${TOP}/dist/relay/relay.mjs`, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => child.kill(signal));
}
child.once('exit', (code) => process.exit(code ?? 1));
