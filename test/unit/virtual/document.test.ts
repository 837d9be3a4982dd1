import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PERSONAS, QUIRKS } from '../../../core/virtual/card.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../../docs/software-card.md'), 'utf8');

/** Cells of the table rows that begin with a name in code style, by that name. */
function rows(columns: number): Map<string, string[]> {
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith('| `') && line.split(' | ').length === columns);
  return new Map(
    lines.map((line) => {
      const [name = '', ...cells] = line.slice(2, -2).split(' | ');
      return [name.replaceAll('`', ''), cells];
    }),
  );
}

test('docs/software-card.md has the table of quirks as it is', () => {
  const shown = (value: unknown): string =>
    (Array.isArray(value) ? value.join(', ') : String(value)) || 'empty';
  const expected = Object.entries(QUIRKS).map(([name, quirk]) => {
    const values = Array.isArray(quirk.default) ? 'a list of the extensions below' : quirk.values;
    return [name, [shown(quirk.default), values, quirk.does, quirk.source, quirk.confidence]] as const;
  });
  expect(Object.fromEntries(rows(6))).toEqual(Object.fromEntries(expected));
});

test('docs/software-card.md lists every persona', () => {
  const expected = PERSONAS.map(({ id, title }) => [id, [title.ja, title.en]] as const);
  const documented = [...rows(4)].map(([id, [ja, en]]) => [id, [ja, en]] as const);
  expect(documented).toEqual(expected);
});
