import { resolve } from 'node:path';
import { crx, defineManifest } from '@crxjs/vite-plugin';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };
import { injected } from './tools/injected.ts';
import { precache } from './tools/precache.ts';

const at = (path: string): string => resolve(import.meta.dirname, path);
const TARGET = 'chrome124';

/** What depends on time or chance gets a second try where nobody watches; the report says so (`retry x1`). */
const RETRY = process.env['CI'] ? 1 : 0;

/** Marks a classic script as UTF-8, so that pages of other encodings read it right. */
const utf8Mark = {
  name: 'utf8-mark',
  generateBundle(_options: unknown, bundle: Record<string, { code?: string }>): void {
    for (const file of Object.values(bundle)) if (file.code !== undefined) file.code = `\uFEFF${file.code}`;
  },
};

/**
 * One file for every output (docs/architecture.md, "Builds"): `--mode pwa`, `extension` (with the software card),
 * `store` (the extension without it), `virtual` (the software card as a Node module),
 * `virtual-readers` (the software USB readers as one), `relay` (the local host, for Node), `probe` (core/person as a Node
 * module, to be measured from outside), `probe-form` (core/form as a classic script for pages), `test` (vitest).
 */
export default defineConfig(({ mode }) => {
  if (mode === 'virtual' || mode === 'virtual-readers') {
    const readers = mode === 'virtual-readers';
    return {
      publicDir: false as const,
      build: {
        outDir: at('dist/virtual'),
        emptyOutDir: !readers,
        target: 'node20',
        minify: false,
        lib: {
          entry: readers
            ? { readers: at('core/virtual/readers/readers.ts') }
            : { card: at('core/virtual/card.ts') },
          formats: ['es' as const],
        },
        // one file that can be copied anywhere
        rolldownOptions: { output: { entryFileNames: '[name].mjs', codeSplitting: false } },
      },
    };
  }
  if (mode === 'relay') {
    return {
      publicDir: false as const,
      build: {
        outDir: at('dist/relay'),
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        ssr: at('relay/main.ts'), // a program for Node: its packages stay outside
        rolldownOptions: { output: { entryFileNames: 'relay.mjs', codeSplitting: false } },
      },
    };
  }
  if (mode === 'probe') {
    return {
      publicDir: false as const,
      build: {
        outDir: at('dist/probe'),
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        lib: { entry: { person: at('core/person/probe.ts') }, formats: ['es' as const] },
        rolldownOptions: { output: { entryFileNames: '[name].mjs', codeSplitting: false } },
      },
    };
  }
  if (mode === 'probe-form') {
    return {
      publicDir: false as const,
      plugins: [utf8Mark],
      build: {
        outDir: at('dist/probe'),
        emptyOutDir: false,
        target: TARGET,
        lib: {
          entry: at('core/form/page/probe.ts'),
          formats: ['iife' as const],
          name: 'kazasuProbe',
          fileName: () => 'form.js',
        },
      },
    };
  }
  const extension = mode === 'extension' || mode === 'store';
  return {
    root: mode === 'test' ? at('.') : at(extension ? 'extension' : 'pwa'),
    publicDir: at(extension ? 'public/extension' : 'public/pwa'),
    define: { __SOFTWARE_CARD__: JSON.stringify(mode !== 'store') },
    plugins: [
      svelte({ configFile: at('svelte.config.js') }),
      ...(extension ? [...crx({ manifest: defineManifest(manifest as never) }), injected(TARGET)] : []),
      ...(mode === 'pwa' ? [precache(TARGET)] : []),
    ],
    worker: { format: 'es' as const },
    build: {
      // the manifest names the panel, nobody names the tab it opens
      ...(extension && { rolldownOptions: { input: { connect: at('extension/connect.html') } } }),
      outDir: at(mode === 'store' ? 'dist/store' : extension ? 'dist/extension' : 'dist/pwa'),
      emptyOutDir: true,
      target: TARGET,
      modulePreload: { polyfill: false },
    },
    test: {
      coverage: {
        provider: 'v8' as const,
        include: ['core/**/*.ts'],
        reporter: ['text-summary', 'json-summary'],
        thresholds: { lines: 90 },
      },
      projects: [
        {
          extends: true as const,
          test: {
            name: 'unit',
            environment: 'node',
            include: ['test/unit/**/*.test.ts'],
            testTimeout: 60_000,
            retry: RETRY,
          },
        },
        {
          extends: true as const,
          test: {
            name: 'e2e',
            environment: 'node',
            include: ['test/e2e/**/*.test.ts'],
            testTimeout: 60_000,
            hookTimeout: 60_000,
            retry: RETRY,
            fileParallelism: false,
          },
        },
        {
          extends: true as const,
          test: {
            name: 'peers',
            environment: 'node',
            include: ['test/peers/**/*.test.ts'],
            testTimeout: 120_000,
            hookTimeout: 120_000,
            retry: RETRY,
            fileParallelism: false,
          },
        },
      ],
    },
  };
});
