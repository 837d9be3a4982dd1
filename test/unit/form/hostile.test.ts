import { describe, expect, it } from 'vitest';
import { collect } from '../../../core/form/page/collect.ts';
import { fill, restore } from '../../../core/form/page/fill.ts';
import { makePlan } from '../../../core/form/plan/make-plan.ts';
import { makeWrites } from '../../../core/form/plan/make-writes.ts';
import { FORM_PERSON } from '../../support/form-person.ts';
import { HOSTILE_PAGES, nestDeeply, nestShadows } from '../../support/hostile-pages.ts';
import { documentOf } from './in-jsdom.ts';

const wait = (): Promise<void> => Promise.resolve();

/** What a page looks like to one who reads it by the prototypes' own means. */
function nameOf(document: Document): HTMLInputElement {
  const { Document } = document.defaultView as unknown as { Document: typeof globalThis.Document };
  return Document.prototype.getElementById.call(document, 'name') as HTMLInputElement;
}

async function fillAndRestore(document: Document): Promise<void> {
  const name = nameOf(document);
  const { evidence } = collect(document);
  const { writes } = makeWrites(evidence, makePlan(evidence), FORM_PERSON);
  const filled = await fill(document, writes, { wait });
  expect(name.value).toMatch(/^風間/);
  await restore(document, writes, filled, { wait });
  expect(name.value).toBe('');
}

describe('a hostile page', () => {
  it.each(Object.entries(HOSTILE_PAGES))('is filled all the same: %s', async (_, body) => {
    const document = documentOf('');
    document.body.innerHTML = body;
    const start = performance.now();
    await fillAndRestore(document);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it.each([
    ['elements', nestDeeply, 1000],
    ['shadow roots', nestShadows, 400],
  ] as const)(
    'is read to a bound where %s nest without end, and goes on behind them',
    async (_, nest, depth) => {
      const document = documentOf('');
      nest(document.body, depth);
      expect(collect(document).evidence.cut).toBe(true);
      await fillAndRestore(document);
    },
  );

  it('is read to a bound where it has no end', () => {
    const document = documentOf('');
    document.body.innerHTML = '<i></i>'.repeat(70_000) + '<p>氏名<input></p>';
    expect(collect(document).evidence).toMatchObject({ cut: true, fields: [] });
  });
});
