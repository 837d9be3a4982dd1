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

const NAME = '架空　ひかり';
/** the form every trap is laid in: one honest field, and the one in question */
const form = (trap: string): string =>
  `<form><p><label>お名前 <input name="honest"></label></p>${trap}</form><p style="height:900px"></p>`;
const ADDRESS = '<label>住所 <input name="trap" style="width:260px"></label>';

/** Opens the panel beside a page and reads the card, as far as it is not in memory yet. */
async function ready(page: Page): Promise<Panel> {
  pages.push(page);
  await filling.press(page);
  const panel = await filling.panel();
  await panel.press(panel.t.site.again);
  await panel.screen.sees('shop.example');
  if (!(await panel.screen.text()).includes(panel.t.fill.forget)) await panel.readCard();
  return panel;
}

/** Presses Fill, however many fields it speaks of. */
async function pressFill(panel: Panel): Promise<void> {
  await panel.screen.page.waitForFunction(() => {
    const one = [...document.querySelectorAll('button')].find(({ innerText }) =>
      /つの欄に入力する/.test(innerText),
    );
    one?.click();
    return one !== undefined;
  });
}

/** The same, and waits for the end. */
async function fillAll(panel: Panel): Promise<void> {
  await pressFill(panel);
  await panel.screen.page.waitForFunction(
    (words) => document.body.innerText.includes(words),
    {},
    panel.t.done.goOn,
  );
}

describe('a field that nobody can see is not offered', () => {
  it.each([
    ['transparent', '<p style="opacity:0">', 'transparent'],
    ['1 px', '<p><style>[name=trap]{width:1px!important;height:1px;padding:0;border:0}</style>', 'tiny'],
    ['off the screen', '<p style="position:absolute;left:-9999px">', 'off-screen'],
    ['clipped', '<p style="clip-path:inset(100%)">', 'clipped'],
    ['in a box without height', '<p style="height:0;overflow:hidden">', 'clipped'],
    ['shrunk to nothing', '<p style="transform:scale(0.001)">', 'tiny'],
    ['aria-hidden', '<p aria-hidden="true">', 'inert'],
    ['inert', '<p inert>', 'inert'],
    ['display: none', '<style>.h{display:none}</style><p class="h">', 'hidden'],
    ['visibility: hidden', '<p style="visibility:hidden">', 'hidden'],
  ] as const)('%s', async (_, trap, why) => {
    const page = await filling.visit(filling.serve(form(`${trap}${ADDRESS}</p>`)));
    const panel = await ready(page);
    await panel.screen.page.waitForFunction(() => document.querySelectorAll('.row').length === 1);
    await panel.screen.page.$eval('details.panel', (list) => list.setAttribute('open', ''));
    await panel.screen.sees(panel.t.empty.obstacle[why]);
    await fillAll(panel);
    expect(await valuesOf(page)).toEqual({ honest: NAME, trap: '' });
  });
});

describe('a field that something lies over is not filled, and it is said why', () => {
  const sheet = 'position:absolute;background:white;left:0;top:0;';
  it.each([
    [
      'by a sheet over the window',
      `${ADDRESS}<div style="position:fixed;inset:60px 0 0;background:white"></div>`,
    ],
    [
      'by a sheet beside it in its label',
      `<div style="position:relative">${ADDRESS}<b style="${sheet}inset:0">検索</b></div>`,
    ],
    [
      'by a sheet in its own parent',
      `<label for="x">住所</label><span style="position:relative;display:inline-block"><input id="x" name="trap" style="width:260px"><b style="${sheet}inset:0">検索</b></span>`,
    ],
    [
      'in its left half',
      `<div style="position:relative">${ADDRESS}<b style="${sheet}width:170px;height:40px"></b></div>`,
    ],
    [
      'by a sheet that lets the pointer through',
      `${ADDRESS}<div style="position:fixed;inset:60px 0 0;background:white;pointer-events:none"></div>`,
    ],
    ['by a filter', `<div style="filter:opacity(0)">${ADDRESS}</div>`],
    [
      'by layers each a little transparent',
      `<div style="opacity:.3"><div style="opacity:.3">${ADDRESS}</div></div>`,
    ],
    [
      'while it pretends to be fading in',
      `<style>@keyframes x{from{outline-color:red}to{outline-color:blue}}</style><div style="opacity:0;animation:x 1s infinite">${ADDRESS}</div>`,
    ],
  ])('%s', async (_, trap) => {
    const page = await filling.visit(filling.serve(form(trap)));
    const panel = await ready(page);
    await panel.screen.page.waitForFunction(() => document.querySelectorAll('.row').length === 2);
    await fillAll(panel);
    await panel.screen.sees(panel.t.done.outcome.blocked);
    await panel.screen.sees(panel.t.done.some);
    expect(await valuesOf(page)).toEqual({ honest: NAME, trap: '' });
  });

  it('but a label that floats over its box, an icon and a decoration behind it hide nothing', async () => {
    const page = await filling.visit(
      filling.serve(
        form(`<div style="position:relative"><div style="position:absolute;inset:-20px;background:#eee;pointer-events:none;z-index:-1"></div>
          <input id="t" name="trap" style="width:260px;height:40px"><label for="t" style="position:absolute;left:10px;top:12px;pointer-events:none">住所</label>
          <i style="position:absolute;left:240px;top:12px;width:16px;height:16px;background:green"></i></div>`),
      ),
    );
    const panel = await ready(page);
    await fillAll(panel);
    await panel.screen.sees(panel.t.done.title);
    expect((await valuesOf(page))['trap']).toContain('千代田区');
  });
});

describe('a page that changes between asking and filling', () => {
  const both = form(`<p>${ADDRESS}</p>`);

  it.each([
    ['the field becomes a password', `f.type = 'password'`],
    ['another node takes its place', `f.replaceWith(f.cloneNode())`],
    ['it is called something else', `f.labels[0].firstChild.data = 'パスワード'`],
    [
      'the field moves to another form',
      `document.body.append(Object.assign(document.createElement('form'), { id: 'z' })); z.append(f)`,
    ],
  ])('%s: not filled', async (_, script) => {
    const page = await filling.visit(filling.serve(both));
    const panel = await ready(page);
    await panel.screen.page.waitForFunction(() => document.querySelectorAll('.row').length === 2);
    await page.evaluate(`{ const f = document.querySelector('[name=trap]'); ${script} }`);
    await fillAll(panel);
    await panel.screen.sees(panel.t.done.outcome.gone);
    const values = await valuesOf(page);
    expect(values['trap']).toBe('');
  });

  it('goes to another address in the same document: the panel has looked again before anything can be pressed', async () => {
    const page = await filling.visit(filling.serve(both));
    const panel = await ready(page);
    await page.evaluate(() => {
      history.pushState(null, '', '/else');
      document.querySelector('[name=trap]')!.parentElement!.remove();
    });
    await panel.screen.page.waitForFunction(() => document.querySelectorAll('.row').length === 1);
    await fillAll(panel);
    expect(await valuesOf(page)).toEqual({ honest: NAME });
  });

  it('goes to another site: the panel asks for the icon, and the new page gets nothing', async () => {
    const page = await filling.visit(filling.serve(both));
    const panel = await ready(page);
    await panel.screen.page.waitForFunction(() => document.querySelectorAll('.row').length === 2);
    await page.goto(filling.serve(both, { host: 'evil.example' }));
    await panel.screen.sees(panel.t.closed.ask.title);
    expect(await panel.screen.page.$$('.row')).toEqual([]);
    expect(await valuesOf(page)).toEqual({ honest: '', trap: '' });
    expect(await page.evaluate(() => Object.keys(globalThis).filter((name) => /kazasu/i.test(name)))).toEqual(
      [],
    );
    // the icon again, and it goes on with the same card
    await filling.press(page);
    await panel.screen.sees('evil.example');
    await panel.screen.page.waitForFunction(() => document.querySelectorAll('.row .value').length === 2);
  });

  it('is just leaving for another page when Fill is pressed: the next page gets nothing', async () => {
    const page = await filling.visit(filling.serve(both));
    const panel = await ready(page);
    await panel.screen.page.waitForFunction(() => document.querySelectorAll('.row').length === 2);
    const next = filling.serve(both, { path: '/slow', delay: 700 });
    const [response] = await Promise.all([page.goto(next), pressFill(panel)]);
    expect(response?.url()).toBe(next);
    await panel.screen.sees(panel.t.list.title(2));
    expect(await valuesOf(page)).toEqual({ honest: '', trap: '' });
  });
});

describe('tricks with frames and scripts', () => {
  it('does not look into a frame of another site, and says so', async () => {
    const inner = filling.serve('<form><label>住所 <input name="inner"></label></form>', {
      host: 'ad.example',
      path: '/ad',
    });
    const page = await filling.visit(
      filling.serve(
        form(
          `<iframe src="${inner}"></iframe><iframe sandbox srcdoc="<label>住所 <input name=b></label>"></iframe>`,
        ),
      ),
    );
    const panel = await ready(page);
    await panel.screen.sees(panel.t.site.frames(2));
    expect(await panel.screen.page.$$('.row')).toHaveLength(1);
    await fillAll(panel);
    const frame = page.frames().find((one) => one.url() === inner)!;
    expect(await frame.$eval('input', ({ value }) => value)).toBe('');
  });

  it('refuses a page without an origin', async () => {
    const url = filling.serve(form(ADDRESS), {
      path: '/box',
      headers: { 'content-security-policy': 'sandbox allow-scripts' },
    });
    const page = await filling.visit(url);
    pages.push(page);
    await filling.press(page);
    const panel = await filling.panel();
    await panel.screen.sees(panel.t.closed.opaque.title);
  });

  it('is not fooled by a page that rewrites the browser’s own functions, and does not show itself to it', async () => {
    const page = await filling.visit(
      filling.serve(
        `<script>
          seen = [];
          for (const kind of [HTMLInputElement, Element, Document, EventTarget, Node])
            for (const [name, at] of Object.entries(Object.getOwnPropertyDescriptors(kind.prototype)))
              if (typeof at.value === 'function' && name !== 'constructor') {
                const real = at.value;
                kind.prototype[name] = function (...all) { if (armed) seen.push(name); return real.apply(this, all); };
              }
          armed = false;
        </script>${form(ADDRESS)}`,
      ),
    );
    const panel = await ready(page);
    await page.evaluate('armed = true');
    await fillAll(panel);
    await page.evaluate('armed = false');
    await panel.screen.sees(panel.t.done.title);
    expect(await page.evaluate('seen')).toEqual([]);
  });

  it('keeps the other fields right when the first one plays tricks with the focus', async () => {
    const page = await filling.visit(
      filling.serve(
        form(`<p>${ADDRESS}</p><script>
          const [a, b] = document.querySelectorAll('input');
          a.addEventListener('input', () => { b.type = 'password'; b.focus(); });
        </script>`),
      ),
    );
    const panel = await ready(page);
    await fillAll(panel);
    const values = await valuesOf(page);
    expect(values['honest']).toBe(NAME);
    expect(values['trap']).toBe('');
  });
});
