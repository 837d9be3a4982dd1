import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_PAGES } from '../support/hostile-pages.ts';
import { launchBrowser } from './support/browser.ts';
import { Probe } from './support/probe.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

async function open(body: string): Promise<Probe> {
  await page.goto('about:blank');
  await page.setContent(`<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><body>${body}</body></html>`);
  return Probe.in(page, readFileSync('dist/probe/form.js', 'utf8'));
}

const value = (expression: string): Promise<unknown> => page.evaluate(expression);
const NAME = '<p>お名前 <input id="name"></p>';

describe('fields out of the ordinary', () => {
  it('in open shadow roots and frames of the same origin', async () => {
    const probe = await open(
      `${NAME}<div id="host"></div><iframe srcdoc="<p>郵便番号 <input id=zip></p>"></iframe>
      <script>host.attachShadow({ mode: 'open' }).innerHTML = '<p>フリガナ <input id="kana"></p>';</script>`,
    );
    await page.waitForFunction('document.querySelector("iframe").contentDocument?.querySelector("#zip")');
    await probe.fill();
    expect(await value('host.shadowRoot.querySelector("#kana").value')).toMatch(/^カザマ.?ショウコ$/);
    expect(
      await value('document.querySelector("iframe").contentDocument.querySelector("#zip").value'),
    ).toMatch(/^100-?0013$/);
    await probe.restore();
    expect(
      await value('host.shadowRoot.querySelector("#kana").value + document.querySelector("#name").value'),
    ).toBe('');
  });

  it('editable elements, and none that hold controls', async () => {
    const probe = await open(
      `${NAME}<p>住所</p><div id="plain" contenteditable style="border:1px solid">前の住所</div><p>フリガナ</p><div id="rich" contenteditable><input></div>`,
    );
    await probe.fill();
    expect(await value('plain.textContent')).toBe('東京都千代田区霞が関二丁目１番３号');
    expect(await value('rich.innerHTML')).toBe('<input>');
    await probe.restore();
    expect(await value('plain.textContent')).toBe('前の住所');
  });

  it('read-only, disabled and too short ones stay as they are', async () => {
    const probe = await open(
      `<p>姓<input id="sei" readonly value="a"></p><p>名<input id="mei" disabled value="b"></p><p>住所<input id="addr" maxlength="5" value="前"></p>`,
    );
    expect(await probe.fill()).toEqual([]);
    expect(await value('sei.value + mei.value + addr.value')).toBe('ab前');
  });

  it('selects by text, by code and by number', async () => {
    const probe = await open(
      `${NAME}<p>都道府県<select id="pref"><option value="">--</option>${['北海道', '青森県', '岩手県', '東京都'].map((name, at) => `<option value="${at + 1}">${at + 1}. ${name}</option>`).join('')}</select></p>
      <p>性別<select id="sex"><option value=""></option><option value="1">男</option><option value="2">女</option></select></p>
      <p>生年月日<select id="y"><option></option>${Array.from({ length: 60 }, (_, at) => `<option value="${1950 + at}">${1950 + at}年</option>`).join('')}</select>
      <select id="m"><option></option>${Array.from({ length: 12 }, (_, at) => `<option value="0${at + 1}">${at + 1}月</option>`).join('')}</select>
      <select id="d"><option></option>${Array.from({ length: 31 }, (_, at) => `<option>${at + 1}日</option>`).join('')}</select></p>`,
    );
    await probe.fill();
    expect(await value('[pref, sex, y, m, d].map((one) => one.value)')).toEqual([
      '4',
      '2',
      '1990',
      '05',
      '5日',
    ]);
    await probe.restore();
    expect(await value('[pref, sex, y, m, d].map((one) => one.value)')).toEqual(['', '', '', '', '']);
  });

  it('full and half width, as the field says', async () => {
    const probe = await open(
      `<p>お名前（全角）<input id="a"></p><p>フリガナ（半角カナ）<input id="b"></p><p>郵便番号（全角）<input id="c"></p>
      <p>住所（全角）<input id="e"></p><p>生年月日（半角数字8桁 例：19800401）<input id="f"></p>`,
    );
    await probe.fill();
    expect(await value('[a, b, c, e, f].map((one) => one.value.replace(/\\s/g, ""))')).toEqual([
      '風間翔子',
      'ｶｻﾞﾏｼｮｳｺ',
      '１００－００１３',
      '東京都千代田区霞が関二丁目１番３号',
      '19900505',
    ]);
  });

  it.each(Object.entries(HOSTILE_PAGES))('hostile: %s', async (_, body) => {
    const probe = await open(body);
    await probe.fill();
    const name = 'Document.prototype.getElementById.call(document, "name").value';
    expect(await value(name)).toMatch(/^風間/);
    await probe.restore();
    expect(await value(name)).toBe('');
  });
});
