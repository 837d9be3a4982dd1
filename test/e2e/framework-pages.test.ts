import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../support/bundle.ts';
import { launchBrowser } from './support/browser.ts';
import { Probe } from './support/probe.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A page of test/pages in a tab, with the probe in it. */
async function open(name: string): Promise<{ page: Page; probe: Probe }> {
  const script = await bundle(resolve(`test/pages/${name}.js`));
  const page = await browser.newPage();
  await page.setContent(
    '<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>申込</title><body><div id="app"></div></body></html>',
  );
  await page.addScriptTag({ content: script });
  await page.waitForSelector('form');
  return { page, probe: await Probe.in(page, readFileSync('dist/probe/form.js', 'utf8')) };
}

/** What the framework itself would send: its submit handler prints its state. */
async function submit(page: Page): Promise<unknown> {
  await page.evaluate(() => {
    document.querySelector('#sent')?.remove();
    document.querySelector('form')!.requestSubmit();
  });
  const out = await page.waitForSelector('#sent', { timeout: 3000 });
  return JSON.parse(await out!.evaluate((element) => element.textContent)) as unknown;
}

const BEFORE = {
  sei: '旧姓',
  mei: '',
  seiKana: '',
  meiKana: 'マエ',
  zip: '',
  pref: '大阪府',
  address: '',
  sex: 'male',
  year: '1980',
  month: '',
  day: '',
  mail: 'a@example.jp',
};
const AFTER = {
  ...BEFORE,
  sei: '風間',
  mei: '翔子',
  seiKana: 'カザマ',
  meiKana: 'ショウコ',
  zip: '100-0013',
  pref: '東京都',
  address: '千代田区霞が関二丁目１番３号',
  sex: 'female',
  year: '1990',
  month: '5',
  day: '5',
};
const dated = (state: typeof AFTER, date: string): object => {
  const pieces = ['year', 'month', 'day'];
  return { ...Object.fromEntries(Object.entries(state).filter(([name]) => !pieces.includes(name))), date };
};
const few = (sei: string, mei: string, pref: string, sex: string): object => ({ sei, mei, pref, sex });
const LEFT = ['address', 'mei', 'meiKana', 'sei', 'seiKana', 'zip'];

describe('pages of frameworks and libraries', () => {
  it.each([
    ['react', { ...AFTER, left: LEFT }, BEFORE],
    ['vue', { ...AFTER, zip: '1000013', left: LEFT }, BEFORE],
    ['svelte', { ...AFTER, left: LEFT }, BEFORE],
    ['autokana', AFTER, BEFORE],
    [
      'imask',
      { ...dated(AFTER, '1990/05/05'), unmasked: ['1000013', '19900505'] },
      { ...dated(BEFORE, ''), unmasked: ['', ''] },
    ],
    ['inputmask', { ...AFTER, unmasked: ['1000013', true] }, { ...BEFORE, unmasked: ['', false] }],
    [
      'flatpickr',
      { ...dated(AFTER, '1990-05-05'), chosen: [1990, 5, 5] },
      { ...dated(BEFORE, '1980-02-03'), chosen: [1980, 2, 3] },
    ],
    ['mui', AFTER, { ...BEFORE, month: '5', day: '5' }],
    ['radix', few('風間', '翔子', '東京都', '女性'), few('', '', '東京都', '男性')],
    ['headless', few('風間', '翔子', '東京都', '女性'), few('', '', '大阪府', '男性')],
  ])('%s holds every value itself, and every former one after undoing', async (name, after, before) => {
    const { page, probe } = await open(name);
    await probe.fill();
    expect(await submit(page)).toMatchObject(after);
    expect(await page.$$eval('.error, :invalid', (all) => all.map((one) => one.outerHTML))).toEqual([]);
    await probe.restore();
    expect(await submit(page)).toMatchObject(before);
    await page.close();
  });

  it('jquery-validation takes its marks away and sends', async () => {
    const { page, probe } = await open('jquery-validation');
    expect(await page.$$eval('label.error', (all) => all.length)).toBeGreaterThan(3);
    await probe.fill();
    expect(await page.$$eval('label.error', (all) => all.filter((one) => one.checkVisibility()).length)).toBe(
      0,
    );
    expect(await submit(page)).toMatchObject(AFTER);
    await probe.restore();
    const kept = await page.$$eval('input,select', (all) =>
      all.map((one) => (one.type === 'radio' ? one.checked : one.value)),
    );
    expect(kept).toEqual([
      '旧姓',
      '',
      '',
      'マエ',
      '',
      '大阪府',
      '',
      true,
      false,
      '1980',
      '',
      '',
      'a@example.jp',
    ]);
    await page.close();
  });
});
