/**
 * `npm run bench` measures everything and prints a table; `-- --json` prints one flat object instead.
 * Names, units and aims are explained in docs/bench.md. Needs a build (`npm run build`) for the sizes.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export type Figures = Record<string, number>;

const ROWS = [
  'card',
  'size',
  'pki',
  'person',
  'form',
  'extension',
  'readers',
  'rcs300',
  'ccid',
  'relay',
] as const;

const figures: Figures = {};
for (const name of ROWS) {
  const file = join(import.meta.dirname, `${name}.ts`);
  if (!existsSync(file)) continue;
  const { bench } = (await import(file)) as { bench: () => Promise<Figures> };
  Object.assign(figures, await bench());
}

if (process.argv.includes('--json')) console.log(JSON.stringify(figures, undefined, 2));
else {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  for (const [name, value] of Object.entries(figures)) {
    const text = Number.isInteger(value) ? value.toString() : value.toFixed(value < 10 ? 3 : 1);
    console.log(`${name.padEnd(width)}  ${text}`);
  }
}
