import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collect } from '../../../core/form/page/collect.ts';
import { fill, restore } from '../../../core/form/page/fill.ts';
import { makePlan } from '../../../core/form/plan/make-plan.ts';
import { makeWrites } from '../../../core/form/plan/make-writes.ts';
import { FORM_PERSON } from '../../support/form-person.ts';
import { documentOf } from './in-jsdom.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Time passes for the page while it is waited for. */
const wait = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
};

const FORM = `<script></script><form><p>郵便番号<input name="zip"><button type="button" name="find">住所検索</button></p>
  <p>都道府県<select name="pref"><option value="">選択</option><option>大阪府</option><option>東京都</option><option>北海道</option><option>沖縄県</option></select></p>
  <p>市区町村<input name="city"></p><p>町名・番地<input name="town"></p><p>住所フリガナ<input name="kana"></p></form>`;

interface LookUp {
  /** what wakes it */
  readonly on: string;
  /** it answers so many ms after the last event */
  readonly after: number;
  readonly fails?: boolean;
  /** how often it answers, a second apart */
  readonly times?: number;
}

function page({ on, after, fails = false, times = 1 }: LookUp): {
  form: HTMLFormElement;
  values: () => unknown;
} {
  const document = documentOf(FORM);
  const form = document.querySelector('form')!;
  const field = (name: string): HTMLInputElement => form.querySelector(`[name=${name}]`)!;
  let timer: NodeJS.Timeout | undefined;
  const answer = (left: number): void => {
    if (fails || field('zip').value.replace(/\D/g, '').length !== 7) return;
    field('pref').value = '東京都';
    field('city').value = '千代田区';
    field('town').value = '霞が関';
    field('kana').value = 'カスミガセキ';
    if (left > 1) timer = setTimeout(() => answer(left - 1), 1000);
  };
  const start = on === 'click' ? field('find') : field('zip');
  start.addEventListener(on, () => {
    clearTimeout(timer);
    timer = setTimeout(() => answer(times), after);
  });
  return {
    form,
    values: () =>
      Object.fromEntries(
        [...form.querySelectorAll<HTMLInputElement>('input,select')].map((one) => [one.name, one.value]),
      ),
  };
}

const FILLED = { zip: '100-0013', pref: '東京都', city: '千代田区', town: '霞が関二丁目１番３号' };
const EMPTY = { zip: '', pref: '', city: '', town: '', kana: '' };

describe('a page that looks up the address of a postal code', () => {
  it.each<[string, LookUp, string]>([
    ['at once, at each letter', { on: 'input', after: 0 }, 'カスミガセキ'],
    ['when the box is left', { on: 'change', after: 100 }, 'カスミガセキ'],
    ['when a key goes up', { on: 'keyup', after: 300 }, 'カスミガセキ'],
    ['when the focus goes', { on: 'blur', after: 300 }, 'カスミガセキ'],
    ['half a second after the last letter', { on: 'input', after: 500 }, 'カスミガセキ'],
    ['slower than is waited for', { on: 'input', after: 1200 }, 'カスミガセキ'],
    ['two seconds later', { on: 'input', after: 2000 }, 'カスミガセキ'],
    ['and fails', { on: 'input', after: 300, fails: true }, ''],
    ['three times in a row', { on: 'input', after: 200, times: 3 }, 'カスミガセキ'],
    ['when its button is pressed, which nobody does', { on: 'click', after: 0 }, ''],
  ])('%s: the certified address stands in the end', async (_, lookUp, kana) => {
    const { form, values } = page(lookUp);
    const { evidence } = collect(form.ownerDocument);
    const { writes } = makeWrites(evidence, makePlan(evidence), FORM_PERSON);
    const start = Date.now();
    const filled = await fill(form.ownerDocument, writes, { wait });
    expect(Date.now() - start).toBeLessThanOrEqual(6000);
    await wait(500);
    expect(values()).toEqual({ ...FILLED, kana });
    expect(filled.filter(({ outcome }) => outcome === 'written')).toHaveLength(4);
    // what the page has filled by itself is told too, and taken back
    const byPage = filled.filter(({ outcome }) => outcome === 'by-page').map(({ after }) => after.value);
    expect(byPage).toEqual(kana === '' ? [] : [kana]);
    await restore(form.ownerDocument, writes, filled, { wait });
    expect(values()).toEqual(EMPTY);
  });

  it('keeps what it insists on, and says so', async () => {
    const { form, values } = page({ on: 'keydown', after: 1e9 });
    const city = form.querySelector<HTMLInputElement>('[name=city]')!;
    city.addEventListener('change', () => (city.value = '千代田区（東京都）'));
    const { evidence } = collect(form.ownerDocument);
    const { writes } = makeWrites(evidence, makePlan(evidence), FORM_PERSON);
    const filled = await fill(form.ownerDocument, writes, { wait });
    expect(values()).toMatchObject({ city: '千代田区（東京都）' });
    expect(filled.filter(({ outcome }) => outcome === 'changed').map(({ after }) => after.value)).toEqual([
      '千代田区（東京都）',
    ]);
  });

  it('loads the municipalities only when the prefecture is chosen', async () => {
    const document = documentOf(
      '<p>都道府県<select name="pref"><option value="">選択</option><option>大阪府</option><option>東京都</option><option>北海道</option><option>沖縄県</option></select></p><p>市区町村<select name="city"><option value="">市区町村を選択</option></select></p><p>番地<input name="town"></p>',
    );
    const [pref, city] = [...document.querySelectorAll('select')];
    pref!.addEventListener('change', () =>
      setTimeout(() => {
        city!.innerHTML =
          '<option value="">市区町村を選択</option><option value="13101">千代田区</option><option value="13102">中央区</option>';
      }, 700),
    );
    const { evidence } = collect(document);
    const { writes } = makeWrites(evidence, makePlan(evidence), FORM_PERSON);
    const filled = await fill(document, writes, { wait });
    expect(city!.value).toBe('13101');
    expect(filled.map(({ outcome }) => outcome)).toEqual(['written', 'written', 'written']);
  });
});
