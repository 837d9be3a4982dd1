import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../core/error/codes.ts';
import { houseArrows, roomOf } from '../../tools/house-arrows.js';
import { RuleTester } from 'eslint';

const TOP = resolve(import.meta.dirname, '../..');
const ROOMS = ['core', 'pwa', 'extension', 'partner', 'relay'];

function sources(folder: string): string[] {
  return readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
}

const files = ROOMS.flatMap((room) => {
  try {
    return sources(room);
  } catch {
    return []; // a room that is not built yet
  }
});

/** files a file needs when it is loaded: no types, no import() */
function staticImports(file: string): string[] {
  const text = readFileSync(join(TOP, file), 'utf8');
  const found = text.matchAll(/^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/gm);
  return [...found].map(([, path = '']) => relative(TOP, resolve(TOP, dirname(file), path)));
}

/** files that are one table, read row by row */
const TABLES = /\/(data|messages)\/|roots\.ts$|core\/virtual\/quirks\.ts$/;

describe('the house', () => {
  it('has no circles of imports', () => {
    const graph = new Map(files.map((file) => [file, staticImports(file)]));
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(files.length).toBeGreaterThan(50);
    expect(circles).toEqual([]);
  });

  it('keeps rooms small: no file above 300 lines but tables', () => {
    const long = files.filter((file) => {
      const text = readFileSync(join(TOP, file), 'utf8');
      return !TABLES.test(file) && text.split('\n').length > 301;
    });
    expect(long).toEqual([]);
  });

  it('lists every error code with cause and remedy in docs/errors.md, and no other', () => {
    const table = readFileSync(join(TOP, 'docs/errors.md'), 'utf8');
    const listed = [...table.matchAll(/^\| `([a-z-]+\.[a-z-]+)` \|/gm)].map(([, code]) => code);
    expect(listed.toSorted()).toEqual([...ERROR_CODES].toSorted());
  });

  it('can be installed on every system: the lock file names the optional packages of other systems too', () => {
    // `npm install` leaves out what it could not fetch, and `npm ci` then refuses the lock file
    type Locked = Readonly<Record<string, { optionalDependencies?: Record<string, string> }>>;
    const lock = JSON.parse(readFileSync(join(TOP, 'package-lock.json'), 'utf8')) as { packages: Locked };
    const missing = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).filter(
        (name) => !Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`)),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('knows the room of a file', () => {
    expect(roomOf('core/form/page/fill.ts')).toBe('core/form/page');
    expect(roomOf('core/form/plan/plan.ts')).toBe('core/form');
    expect(roomOf('test/unit/x.ts')).toBeUndefined();
  });
});

RuleTester.describe = describe;
RuleTester.it = it;

describe('the lint rule of the arrows', () => {
  const filename = (path: string): string => join(TOP, path);
  const tester = new RuleTester({ languageOptions: { ecmaVersion: 2023, sourceType: 'module' } });
  tester.run('arrows', houseArrows, {
    valid: [
      { filename: filename('core/card/x.ts'), code: "import { toHex } from '../bytes/hex.ts';" },
      {
        filename: filename('core/virtual/x.ts'),
        code: "import { KazasuError } from '../error/kazasu-error.ts';",
      },
      { filename: filename('core/worker/x.ts'), code: "await import('../virtual/card.ts');" },
      { filename: filename('core/card/x.ts'), code: "import './y.ts'; import 'comlink';" },
    ],
    invalid: [
      ['core/bytes/x.ts', "import '../card/card.ts';"],
      ['core/card/x.ts', "export * from '../task/prove.ts';"],
      ['core/virtual/x.ts', "import { readFile } from '../card/read-file.ts';"],
      ['core/virtual/x.ts', "await import('../pki/anchors.ts');"],
      ['core/worker/x.ts', "import { create } from '../virtual/card.ts';"],
      ['pwa/x.ts', "await import('../core/virtual/card.ts');"],
      ['core/form/plan/x.ts', "export { fill } from '../page/fill.ts';"],
    ].map(([path = '', code = '']) => ({ filename: filename(path), code, errors: [{ messageId: 'arrow' }] })),
  });
});
