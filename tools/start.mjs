// `npm start`: installs, builds and serves the PWA, and prints its address. PORT chooses another port.
import { installPackages } from './install.mjs';
import { must, TOP } from './run.mjs';
import { startServer } from './serve.mjs';

await installPackages();
await must('node', ['tools/build.mjs', 'pwa']);
const { url } = await startServer({ root: `${TOP}/dist/pwa`, port: Number(process.env.PORT ?? 4173) });
console.log(
  `\nKazasu is ready: ${url}\nOpen it in Chrome and choose "ソフトウェアカードで試す" (try with the software card). Ctrl+C ends it.`,
);
