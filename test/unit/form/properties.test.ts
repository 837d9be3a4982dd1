import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, type Collected } from '../../../core/form/page/collect.ts';
import { fill, restore } from '../../../core/form/page/fill.ts';
import { makePlan } from '../../../core/form/plan/make-plan.ts';
import { makeWrites } from '../../../core/form/plan/make-writes.ts';
import type { Plan } from '../../../core/form/plan/plan.ts';
import { readExample } from '../../../core/form/plan/read-example.ts';
import { nameReader } from '../../../core/form/plan/read-name.ts';
import { readOptions } from '../../../core/form/plan/read-options.ts';
import { readText } from '../../../core/form/plan/read-text.ts';
import { anyHtml, anyWord } from '../../support/any-html.ts';
import { FORM_PERSON } from '../../support/form-person.ts';
import { documentOf } from './in-jsdom.ts';

/** A failure is reported after this time even where it could be made smaller still. */
const plugins = [fc.interruptAfterTimeLimit(25_000)];

/** One document for all examples: a window for each costs more than what is tested. */
const document = documentOf('');

function planned(body: string): { page: Collected; plan: Plan } {
  document.body.innerHTML = body;
  const page = collect(document);
  return { page, plan: makePlan(page.evidence) };
}

function valuesOf(): Map<Element, string | boolean> {
  const fields = document.querySelectorAll<HTMLInputElement>('input,select,textarea');
  return new Map(
    [...fields].map((field) => [field, /radio|checkbox/.test(field.type) ? field.checked : field.value]),
  );
}

const wait = (): Promise<void> => Promise.resolve();

describe('any page', () => {
  it('is read and planned without an exception, every field decided once', () => {
    fc.assert(
      fc.property(anyHtml, (body) => {
        const { page, plan } = planned(body);
        const keys = [...plan.fill, ...plan.empty].map(({ key }) => key).sort((a, b) => a - b);
        expect(keys).toEqual(page.evidence.fields.map(({ key }) => key));
        for (const { key } of plan.fill) expect(page.evidence.fields[key]?.obstacle).toBeUndefined();
        expect(structuredClone(page.evidence)).toEqual(page.evidence);
      }),
      { numRuns: 200, plugins },
    );
  });

  it('is filled in planned fields only, and given back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyHtml, async (body) => {
        const { page, plan } = planned(body);
        const { writes } = makeWrites(page.evidence, plan, FORM_PERSON);
        expect(writes.every(({ key }) => plan.fill.some((one) => one.key === key))).toBe(true);
        const before = valuesOf();
        const filled = await fill(document, writes, { wait });
        const allowed = new Set(writes.flatMap(({ key }) => page.elements[key] ?? []));
        for (const [element, value] of valuesOf())
          if (!allowed.has(element)) expect(value).toBe(before.get(element));
        await restore(document, writes, filled, { wait });
        expect(valuesOf()).toEqual(before);
      }),
      { numRuns: 150, plugins },
    );
  });

  it('never takes a password, a consent or the individual number', () => {
    const label = fc.constantFrom('氏名', '住所', '生年月日', 'フリガナ', '性別');
    fc.assert(
      fc.property(label, anyWord, (text, noise) => {
        const clean = noise.replace(/[<&"]/g, '');
        const body = `<p>${text}<input type="password" name="${clean}"></p><label><input type="checkbox">${text}の取扱いに同意する</label><p>${clean.slice(0, 5)} 個人番号（マイナンバー）<input name="mynumber"></p>`;
        expect(planned(body).plan.fill).toEqual([]);
      }),
      { plugins },
    );
  });
});

describe('readers of single texts', () => {
  it('are total', () => {
    fc.assert(
      fc.property(fc.oneof(anyWord, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        expect(readText(text).pieces).toBeInstanceOf(Array);
        expect(nameReader([])(text).pieces).toBeInstanceOf(Array);
        readExample(text);
        readOptions([
          { value: text, text },
          { value: '', text },
          { value: text, text: '1' },
        ]);
      }),
      { numRuns: 500, plugins },
    );
  });

  it.each(['住', '（', '市区', '名・', '例：', '1-', '山田 ', 'あ', '者', 'a ', '年月日', '1990/01/01', '*'])(
    'do not take longer and longer for each sign of a long text of %s',
    (unit) => {
      const time = (count: number): number => {
        const text = unit.repeat(count);
        const start = performance.now();
        readText(text);
        readExample(text);
        nameReader([])(text);
        return performance.now() - start;
      };
      time(1000);
      // Evidence is cut at 80 characters; 80,000 that took quadratic time would take minutes.
      expect(Math.min(time(80_000), time(80_000))).toBeLessThan(2000);
    },
  );
});
