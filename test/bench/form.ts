import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import puppeteer, { type Browser } from 'puppeteer';
import { score } from '../forms/score.ts';
import { bundle } from '../support/bundle.ts';
import { largeForm } from '../support/large-form.ts';
import type { Figures } from './main.ts';

const HERE = import.meta.dirname;
const ROUNDS = 15;

interface Times {
  readonly collect: readonly number[];
  readonly plan: readonly number[];
  readonly fields: number;
}

/** Reading and deciding in a laid out page of Chromium, the bytes that are injected, and how well forms are understood. */
export async function bench(): Promise<Figures> {
  const injected = await bundle(join(HERE, '../../extension/page/inject.ts'));
  const browser = await puppeteer.launch({ args: ['--no-sandbox', '--disable-gpu'] });
  try {
    return {
      'form.injected.gzip': gzipSync(injected, { level: 9 }).length,
      ...(await times(browser)),
      ...(await accuracy(browser)),
    };
  } finally {
    await browser.close();
  }
}

async function times(browser: Browser): Promise<Figures> {
  const code = await bundle(join(HERE, 'form-entry.ts'));
  const figures: Figures = {};
  const page = await browser.newPage();
  const sizes = [
    ['50', 50, 0],
    ['500', 500, 0],
    ['5000', 5000, 0],
    ['50in10000nodes', 50, 4700],
  ] as const;
  for (const [name, fields, filler] of sizes) {
    await page.setContent(`<!DOCTYPE html><html lang="ja"><body>${largeForm(fields, filler)}</body></html>`);
    await page.evaluate(code);
    const result = (await page.evaluate(`kazasuBench.measure(${ROUNDS})`)) as Times;
    figures[`form.collect.${name}.ms`] = median(result.collect);
    figures[`form.plan.${name}.ms`] = median(result.plan);
  }
  await page.close();
  const both = (name: string): number =>
    (figures[`form.collect.${name}.ms`] ?? 0) + (figures[`form.plan.${name}.ms`] ?? 0);
  figures['form.both.500.ms'] = both('500');
  figures['form.both.5000by500.ratio'] = both('5000') / (10 * both('500'));
  return figures;
}

/** On the forms of test/forms that anybody may look at. */
async function accuracy(browser: Browser): Promise<Figures> {
  const folders = ['dev', 'held-out', 'second']
    .map((name) => join(HERE, '../forms', name))
    .filter((folder) => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.html')));
  const result = await score(folders, browser);
  const percent = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10;
  const figures: Figures = {
    'form.forms': result.forms,
    'form.fields': result.fields,
    'form.recognised.percent': percent(result.recognised, result.personal),
    'form.values.percent': percent(result.exact, result.values),
    'form.falseFills': result.falseFills,
  };
  for (const attribute of new Set(result.lines.flatMap(({ wanted }) => wanted ?? []))) {
    const lines = result.lines.filter(({ wanted }) => wanted === attribute);
    const right = lines.filter(({ got, value }) => got === attribute && value.exact);
    figures[`form.exact.${attribute}.percent`] = percent(right.length, lines.length);
  }
  return figures;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
