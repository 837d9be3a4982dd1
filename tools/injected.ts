import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const SOURCE = resolve(import.meta.dirname, '../extension/page/inject.ts');

/**
 * After everything else of the extension was written: `page.js`, the one script that is injected into pages. Built apart,
 * as a single classic script, because a script that imports would have to be web-accessible, and pages could then find it.
 */
export function injected(target: string): Plugin {
  let folder = '';
  return {
    name: 'kazasu:injected',
    apply: 'build',
    configResolved({ build, root }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          build: {
            outDir: folder,
            emptyOutDir: false,
            target,
            modulePreload: false,
            rolldownOptions: { input: SOURCE, output: { format: 'iife', entryFileNames: 'page.js' } },
          },
        });
      },
    },
  };
}
