import { describe, expect, it } from 'vitest';
import { collect } from '../../../core/form/page/collect.ts';
import { fill, restore } from '../../../core/form/page/fill.ts';
import { makePlan } from '../../../core/form/plan/make-plan.ts';
import { makeWrites } from '../../../core/form/plan/make-writes.ts';
import { FORM_PERSON } from '../../support/form-person.ts';
import { documentOf } from './in-jsdom.ts';

const wait = (): Promise<void> => Promise.resolve();

describe('a page that changes while it is filled', () => {
  const FORM =
    '<p>姓<input name="sei"></p><p>名<input name="mei"></p><p>住所<input name="a"></p><p>電話<input name="t"></p>';

  it.each(['sei', 'mei', 'a'])('loses everything when %s is written', async (trigger) => {
    const document = documentOf(`<form>${FORM}</form>`);
    const form = document.querySelector('form')!;
    form.addEventListener('input', ({ target }) => {
      if ((target as HTMLInputElement).name === trigger) form.replaceChildren();
    });
    const { evidence } = collect(document);
    const { writes } = makeWrites(evidence, makePlan(evidence), FORM_PERSON);
    const filled = await fill(document, writes, { wait });
    expect(filled).toHaveLength(writes.length);
    expect(filled.filter(({ outcome }) => outcome === 'written')).toEqual([]);
    await restore(document, writes, filled, { wait });
  });

  it('draws itself anew at every letter: the new boxes are written, and others never', async () => {
    const document = documentOf(`<form></form>`);
    const form = document.querySelector('form')!;
    const state: Record<string, string> = { t: 'left alone' };
    const draw = (): void => {
      form.innerHTML = FORM;
      for (const input of form.querySelectorAll('input')) input.value = state[input.name] ?? '';
    };
    draw();
    form.addEventListener('input', ({ target }) => {
      const { name, value } = target as HTMLInputElement;
      state[name] = value;
      draw();
    });
    const { evidence } = collect(document);
    const { writes } = makeWrites(evidence, makePlan(evidence), FORM_PERSON);
    const filled = await fill(document, writes, { wait });
    expect(filled.map(({ outcome }) => outcome)).toEqual(['written', 'written', 'written']);
    expect(state).toEqual({
      sei: '風間',
      mei: '翔子',
      a: '東京都千代田区霞が関二丁目１番３号',
      t: 'left alone',
    });
    await restore(document, writes, filled, { wait });
    expect(state).toEqual({ sei: '', mei: '', a: '', t: 'left alone' });
  });

  it('throws in its own listeners', async () => {
    const document = documentOf(`<form>${FORM}</form>`);
    document.defaultView!.addEventListener('error', (event) => event.preventDefault());
    document.querySelector('form')!.addEventListener('input', () => {
      throw new Error('the page is broken');
    });
    const { evidence } = collect(document);
    const { writes } = makeWrites(evidence, makePlan(evidence), FORM_PERSON);
    const filled = await fill(document, writes, { wait });
    expect(filled.every(({ outcome }) => outcome === 'written')).toBe(true);
  });
});
