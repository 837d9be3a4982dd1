import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Rolldown } from 'vite';

/** A module and all it imports as one classic script, minified like the builds. `mode`: as frameworks ask for it. */
export async function bundle(
  entry: string,
  mode: 'development' | 'production' = 'production',
): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    mode,
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    plugins: [svelte({ configFile: false })],
    build: {
      write: false,
      target: 'chrome124',
      lib: { entry, formats: ['iife'], name: 'bundled' },
    },
  });
  const [{ output }] = result as unknown as [Rolldown.RolldownOutput];
  return output[0].code;
}
