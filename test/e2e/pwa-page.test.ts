import { readFileSync } from 'node:fs';
import type { HTTPRequest } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './support/app.ts';
import { MESSAGES, Screen } from './support/screen.ts';

let app: App;
beforeAll(async () => {
  app = await App.start();
});
afterAll(() => app.close());

describe('the page', () => {
  it('sends nothing anywhere: everything it fetches is its own', async () => {
    const context = await app.browser.createBrowserContext();
    const page = await context.newPage();
    const asked: HTTPRequest[] = [];
    page.on('request', (request) => asked.push(request));
    await page.goto(app.url);
    const screen = Screen.on(page, 'en');
    await screen.openCard('adult');
    await screen.go('/do/prove');
    await screen.typePin('1234');
    await screen.press(screen.t.prove.go);
    await screen.sees(screen.t.prove.headline);
    expect(asked.length).toBeGreaterThan(3);
    for (const request of asked) {
      expect(request.url().startsWith(app.url)).toBe(true);
      expect(request.method()).toBe('GET');
      expect(new URL(request.url()).search).toBe('');
    }
    await context.close();
  });

  it('keeps no PIN and no personal data in the browser', async () => {
    const screen = await app.open({}, '#/do/data');
    await screen.choose('adult');
    await screen.typePin('7395');
    await screen.press(screen.t.data.go);
    await screen.sees(screen.t.pin.left(2));
    await screen.typePin('1234');
    await screen.press(screen.t.data.go);
    await screen.sees(screen.t.data.shownOnly);
    const kept = await screen.page.evaluate(async () => ({
      local: JSON.stringify(localStorage),
      session: JSON.stringify(sessionStorage),
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      cookies: document.cookie,
      history: JSON.stringify(history.state),
      address: location.href,
    }));
    expect(kept.local).toBe('{"kazasu.language":"ja"}');
    expect(kept).toMatchObject({ session: '{}', databases: [], cookies: '', history: 'null' });
    expect(JSON.stringify(kept)).not.toMatch(/7395|1234|架空/);
    expect(await screen.page.evaluate(() => document.documentElement.outerHTML)).not.toContain('7395');
    expect(screen.heard).toEqual([]);
    await screen.close();
  });

  it('refuses to run inside another page, by header and by itself', async () => {
    const context = await app.browser.createBrowserContext();
    const page = await context.newPage();
    const inner = readFileSync('dist/pwa/index.html', 'utf8');
    let bare = false;
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (request.url() === `${app.url}outer`) {
        void request.respond({ contentType: 'text/html', body: `<iframe src="${app.url}"></iframe>` });
      } else if (bare && request.url() === app.url) {
        void request.respond({ contentType: 'text/html', body: inner }); // a host without the headers
      } else void request.continue();
    });
    const framed = async (): Promise<string> => {
      await page.goto(`${app.url}outer`, { waitUntil: 'networkidle0' });
      const frame = page.frames().find((one) => one !== page.mainFrame());
      return frame!.evaluate(() => document.body.innerText);
    };
    expect(await framed()).not.toContain(MESSAGES.en.shell.framed.title);
    bare = true;
    const said = await framed();
    expect([MESSAGES.ja, MESSAGES.en].some((t) => said.includes(t.shell.framed.title))).toBe(true);
    expect([MESSAGES.ja, MESSAGES.en].some((t) => said.includes(t.start.go))).toBe(false);
    await context.close();
  });

  it('speaks the browser’s language first, then the one chosen, and remembers it', async () => {
    for (const [accept, language] of [
      ['ja-JP', 'ja'],
      ['en-GB', 'en'],
      ['pt-BR,ja,en', 'ja'],
      ['vi', 'en'],
    ] as const) {
      const context = await app.browser.createBrowserContext();
      const page = await context.newPage();
      const cdp = await page.createCDPSession();
      await cdp.send('Emulation.setUserAgentOverride', {
        userAgent: await app.browser.userAgent(),
        acceptLanguage: accept,
      });
      await page.goto(app.url);
      const other = language === 'ja' ? 'en' : 'ja';
      await Screen.on(page).sees(MESSAGES[language].start.title);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      await Screen.on(page).press(MESSAGES[language].shell.otherLanguage);
      await Screen.on(page).sees(MESSAGES[other].start.title);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(other);
      await page.reload();
      await Screen.on(page).sees(MESSAGES[other].start.title);
      await context.close();
    }
  });

  it('goes on where the address pointed, and names each screen', async () => {
    const screen = await app.open({}, '#/do/prove');
    const { t } = screen;
    await screen.choose('adult');
    await screen.sees(t.prove.go);
    const title = (): Promise<string> => screen.page.title();
    expect(await title()).toBe(`${t.prove.title} – ${t.shell.name}`);
    await screen.press(t.shell.card, 'link');
    await screen.sees(t.card.triesLead);
    expect(await title()).toBe(`${t.card.title} – ${t.shell.name}`);
    // the reading goes on at the new heading
    expect(await screen.page.evaluate(() => document.activeElement?.textContent)).toBe(t.card.title);
    await screen.page.goBack();
    await screen.sees(t.prove.go);
    await screen.close();
  });

  it('works by keyboard alone', async () => {
    const screen = await app.open({ width: 1280 });
    const { t } = screen;
    await screen.sees(t.start.go);
    const { keyboard } = screen.page;
    const focused = (): Promise<string> =>
      screen.page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim());
    const tabTo = async (name: string): Promise<void> => {
      for (let i = 0; i < 30; i++) {
        await keyboard.press('Tab');
        if ((await focused()) === name) return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await tabTo(t.start.go);
    await keyboard.press('Enter');
    await screen.sees(t.card.triesLead);
    await tabTo(t.card.next);
    await keyboard.press('Enter');
    await screen.sees(t.procedures.lead);
    await tabTo(t.procedures.data.title);
    await keyboard.press('Enter');
    await screen.sees(t.data.go);
    for (let i = 0; i < 10; i++) {
      await keyboard.press('Tab');
      if (await screen.page.$eval('.entry input', (input) => input === document.activeElement)) break;
    }
    await keyboard.type('1234');
    await keyboard.press('Enter');
    await screen.sees(t.data.shownOnly);
    // what was read has the focus
    expect(await focused()).toContain(t.data.result);
    await screen.close();
  });

  it('stands twice as large text', async () => {
    const screen = await app.open({ width: 640 }, '#/do/data');
    await screen.choose('foreign');
    await screen.sees(screen.t.data.go);
    await screen.page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    expect(await screen.overflow()).toEqual([]);
    await screen.shot('zoom-entry');
    await screen.typePin('1234');
    await screen.press(screen.t.data.go);
    await screen.sees(screen.t.data.shownOnly);
    expect(await screen.overflow()).toEqual([]);
    await screen.shot('zoom-result');
    await screen.close();
  });

  it('keeps its shapes in forced colours', async () => {
    const screen = await app.open({}, '#/do/prove');
    const cdp = await screen.page.createCDPSession();
    await cdp.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'forced-colors', value: 'active' },
        { name: 'prefers-color-scheme', value: 'dark' },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
    await screen.choose('adult');
    await screen.typePin('12');
    await screen.shot('forced-colors-entry');
    await screen.page.keyboard.type('34');
    await screen.press(screen.t.prove.go);
    await screen.sees(screen.t.prove.headline);
    await screen.shot('forced-colors-result');
    // the colours are the person's own
    expect(await screen.axe(['color-contrast'])).toEqual([]);
    await screen.close();
  });

  it('lets the reader go when it is hidden for good, and takes it up again', async () => {
    const screen = await app.open({}, '#/do/data');
    await screen.choose('adult');
    await screen.sees(screen.t.data.go);
    await screen.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    await screen.typePin('1234');
    await screen.press(screen.t.data.go);
    await screen.sees(screen.t.data.shownOnly);
    await screen.close();
  });
});

describe('the first load', () => {
  it('says so when a part of it cannot be had', async () => {
    const context = await app.browser.createBrowserContext();
    const page = await context.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (request.url().includes('card-worker')) void request.respond({ status: 503 });
      else void request.continue();
    });
    await page.goto(app.url);
    const said = async (): Promise<string> => page.evaluate(() => document.body.innerText);
    await page.waitForFunction(
      (titles) => titles.some((title) => document.body.innerText.includes(title)),
      {},
      [MESSAGES.ja.shell.broken.title, MESSAGES.en.shell.broken.title],
    );
    expect(await said()).not.toContain(MESSAGES.ja.start.go);
    await context.close();
  });
});
