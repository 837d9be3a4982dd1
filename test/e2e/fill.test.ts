import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Filling, type Panel, valuesOf } from './support/filling.ts';

let filling: Filling;
beforeAll(async () => {
  filling = await Filling.start();
});
afterAll(() => filling.close());
const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});

const dev = (name: string): string => readFileSync(`test/forms/dev/${name}.html`, 'utf8');

/** A page with the panel open beside it. */
async function beside(
  body: string,
  language: 'ja' | 'en' = 'ja',
  host?: string,
): Promise<{ page: Page; panel: Panel }> {
  const page = await filling.visit(filling.serve(body, host === undefined ? {} : { host }));
  pages.push(page);
  await filling.press(page);
  const panel = await filling.panel(language);
  await panel.press(panel.t.site.again);
  return { page, panel };
}

const SIMPLE = `<form><h2>お客様情報</h2>
  <label>お名前 <input name="n" value="前の名前"></label>
  <label>住所 <input name="a"></label>
  <p>性別 <label><input type="radio" name="sex" value="1">男性</label>
    <label><input type="radio" name="sex" value="2">女性</label></p>
  <label>メールアドレス <input name="mail" value="mine@example.jp"></label>
  <label><input type="checkbox" name="agree"> 規約に同意する</label>
  <button>送信</button></form>
  <script>document.forms[0].addEventListener('submit', () => { document.title = 'SENT'; });</script>`;

describe('filling the page beside the panel', () => {
  it.each(['ja', 'en'] as const)(
    'decides first, reads once, fills, shows the difference, undoes: %s',
    async (language) => {
      const { page, panel } = await beside(dev('city-application'), language);
      const { screen, t } = panel;
      const before = await valuesOf(page);
      await screen.sees(t.list.title(7));
      expect(await screen.axe()).toEqual([]);
      expect(await valuesOf(page)).toEqual(before);
      await screen.page.setViewport({ width: 390, height: 844 });
      await screen.shot('fill-list');
      await panel.readCard();
      await screen.sees(t.fill.warn);
      expect(await screen.axe()).toEqual([]);
      expect(await screen.overflow()).toEqual([]);
      await screen.shot('fill-values');
      expect(await panel.list()).toMatchObject({ 氏名: '架空　ひかり', 年号: '昭和', 年: '60' });
      expect(await valuesOf(page)).toEqual(before);
      await panel.press(t.fill.go(6));
      await screen.sees(t.done.title);
      expect(await valuesOf(page)).toMatchObject({
        item1: '架空　ひかり',
        item3: 'S',
        item7: '',
        'item14=1': 'false',
      });
      expect(await screen.axe()).toEqual([]);
      await screen.shot('fill-done');
      await panel.press(t.done.undo);
      await screen.sees(t.done.undoneText);
      expect(await valuesOf(page)).toEqual(before);
      await panel.press(t.fill.forget);
      await screen.sees(t.card.read);
      for (const width of [320, 1280]) {
        await screen.page.setViewport({ width, height: 844 });
        expect(await screen.overflow()).toEqual([]);
        await screen.shot('fill-list');
      }
    },
  );

  it('fills what the person typed, chose and left ticked, and sends and ticks nothing', async () => {
    const { page, panel } = await beside(SIMPLE);
    const { screen, t } = panel;
    await screen.sees(t.list.title(3));
    await panel.readCard();
    await screen.sees(t.fill.go(3));
    await screen.page.click('input[aria-label*="住所"]');
    await screen.sees(t.fill.go(2));
    await panel.press(t.list.editOf('お名前'));
    const box = (await screen.page.$('details[open] input'))!;
    await box.evaluate((input) => {
      input.value = '書きかえた名前';
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await screen.sees(t.origin.typed);
    await panel.press(t.fill.go(2));
    await screen.sees(t.done.title);
    expect(await valuesOf(page)).toEqual({
      n: '書きかえた名前',
      a: '',
      'sex=1': 'false',
      'sex=2': 'true',
      mail: 'mine@example.jp',
      'agree=on': 'false',
    });
    expect(await page.title()).not.toBe('SENT');
    await panel.press(t.done.undo);
    await screen.sees(t.done.undoneText);
    expect(await valuesOf(page)).toMatchObject({ n: '前の名前', 'sex=2': 'false' });
    await panel.press(t.fill.forget);
  });

  it('lights a field up in the page while one is on its row', async () => {
    const { page, panel } = await beside(SIMPLE);
    await panel.screen.sees(panel.t.list.title(3));
    const lit = (): Promise<string[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLInputElement>('input')]
          .filter((input) => getComputedStyle(input).outlineStyle === 'solid')
          .map(({ name }) => name),
      );
    expect(await lit()).toEqual([]);
    await panel.screen.page.hover('.row');
    await page.waitForFunction(
      () => getComputedStyle(document.querySelector('[name=n]')!).outlineStyle === 'solid',
    );
    expect(await lit()).toEqual(['n']);
    await panel.screen.page.hover('h1');
    await page.waitForFunction(
      () => getComputedStyle(document.querySelector('[name=n]')!).outlineStyle !== 'solid',
    );
    // nothing of it stays in the page
    expect(await page.$eval('[name=n]', (input) => input.getAttributeNames())).toEqual(['name', 'value']);
  });

  it('is closed and opened again after filling: what stands in the page is said, and undone', async () => {
    const { page, panel } = await beside(SIMPLE);
    const { screen, t } = panel;
    await panel.readCard();
    await panel.press(t.fill.go(3));
    await screen.sees(t.done.title);
    // all that the panel knew is gone; what can be undone lies in the page
    await screen.page.reload();
    await screen.sees(t.done.earlier);
    await panel.press(t.done.undo);
    await screen.sees(t.done.undoneText);
    expect(await valuesOf(page)).toMatchObject({ n: '前の名前', a: '', 'sex=2': 'false' });
  });

  it('says which site it is, in its own letters and in plain ones', async () => {
    const { panel } = await beside(SIMPLE, 'ja', 'xn--wgv71a119e.jp');
    await panel.screen.sees('日本語.jp');
    await panel.screen.sees('xn--wgv71a119e.jp');
  });
});
