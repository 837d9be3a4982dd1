// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { collect } from '../../../core/form/page/collect.ts';
import { fill, restore } from '../../../core/form/page/fill.ts';
import { makePlan } from '../../../core/form/plan/make-plan.ts';
import { makeWrites } from '../../../core/form/plan/make-writes.ts';
import type { FormPerson } from '../../../core/form/plan/form-person.ts';

const PERSON: FormPerson = {
  familyName: '風間',
  givenName: '翔子',
  familyNameKana: 'カザマ',
  givenNameKana: 'ショウコ',
  address: { prefecture: '東京都', city: '千代田区', town: '霞が関二丁目', block: '１番３号', building: '' },
  postalCode: '1000013',
  birthDate: '1990-05-05',
  sex: 'female',
};

const FORM = `
  <form>
    <label>姓 <input name="sei" value="旧姓"></label> <label>名 <input name="mei"></label>
    <label>郵便番号 <input name="zip" maxlength="8"></label>
    <p>性別 <label><input type="radio" name="sex" value="1">男性</label>
      <label><input type="radio" name="sex" value="2">女性</label></p>
    <label>メールアドレス <input name="mail" value="a@example.jp"></label>
    <label><input type="checkbox" name="agree"> 規約に同意する</label>
  </form>`;

function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value as string]));
}

describe('fill and restore', () => {
  it('writes what the plan says and nothing else, ticks no consent, submits nothing, and puts every value back', async () => {
    document.body.innerHTML = FORM;
    const form = document.querySelector('form')!;
    let submitted = false;
    form.addEventListener('submit', () => (submitted = true));
    const before = valuesOf(form);

    const { evidence } = collect(document);
    const { writes } = makeWrites(evidence, makePlan(evidence), PERSON);
    const filled = await fill(document, writes, { wait: () => Promise.resolve() });
    expect(valuesOf(form)).toEqual({
      sei: '風間',
      mei: '翔子',
      zip: expect.stringMatching(/^100-?0013$/) as string,
      sex: '2',
      mail: 'a@example.jp',
    });
    expect(filled.every(({ outcome }) => outcome === 'written')).toBe(true);

    const restored = await restore(document, writes, filled, { wait: () => Promise.resolve() });
    expect(restored.every(({ outcome }) => outcome === 'restored')).toBe(true);
    expect(valuesOf(form)).toEqual(before);
    expect(submitted).toBe(false);
  });

  it('writes nothing into a page that changed in between', async () => {
    document.body.innerHTML = FORM;
    const { evidence } = collect(document);
    const { writes } = makeWrites(evidence, makePlan(evidence), PERSON);
    document.body.innerHTML = '<form><label>パスワード <input type="password" name="p"></label></form>';
    const filled = await fill(document, writes, { wait: () => Promise.resolve() });
    expect(filled.every(({ outcome }) => outcome === 'gone')).toBe(true);
    expect(document.querySelector('input')!.value).toBe('');
  });
});
