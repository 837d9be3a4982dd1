import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeServiceWorker } from '../../tools/precache.ts';
import { launchBrowser } from './support/browser.ts';
import { Files } from './support/files.ts';
import { Screen } from './support/screen.ts';
import { Site } from './support/site.ts';

const TEXT = '誓約書\n山では約束を守ります。\n';
const files = new Files();
const pledge = files.write('誓約書.txt', TEXT);
const sites: Site[] = [];
const newSite = async (): Promise<Site> => {
  const site = await Site.open();
  sites.push(site);
  return site;
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  files.close();
  await Promise.all(sites.map((site) => site.close()));
});

/** Puts a version there whose page has another title in its source. */
async function publish(root: string, mark: string): Promise<void> {
  const page = join(root, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace(/<meta name="x-build"[^>]*>|(?=<\/head>)/, mark));
  await writeServiceWorker(root, 'chrome124');
}
const mark = (build: number): string => `<meta name="x-build" content="${build}">`;
const build = (screen: Screen): Promise<string | undefined> =>
  screen.page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name=x-build]')?.content);

async function open(url: string, context = browser.createBrowserContext()): Promise<Screen> {
  return Screen.open(await context, url);
}

describe('without a connection', () => {
  it('everything works after the first load: signing, checking, the photo', async () => {
    const site = await newSite();
    const screen = await open(site.url);
    const { t } = screen;
    await screen.sees(t.offline.ready);
    await site.stop();
    const gone = await screen.page.evaluate(() =>
      fetch('/nowhere').then(
        () => false,
        () => true,
      ),
    );
    expect(gone).toBe(true);
    await screen.page.reload();
    await screen.openCard('adult');

    await screen.go('/do/sign');
    await files.choose(screen, pledge);
    await screen.page.waitForSelector('.entry');
    await screen.typePin('ABC123');
    await screen.press(t.sign.go(1));
    await screen.sees(t.sign.result(1));
    const downloads = await files.receive(screen);
    await screen.press(t.sign.saveAll(1));
    await downloads.content('誓約書.txt.p7s');

    await screen.go('/do/check');
    await files.choose(screen, downloads.path('誓約書.txt.p7s'), pledge);
    await screen.press(t.check.go);
    await screen.sees(t.check.row.content.ok);

    await screen.go('/do/face');
    await screen.sees(t.reference.expiry);
    const hint = await screen.page.$eval('.entry .persona', (element) => element.textContent);
    const [expiry, code] = [...hint.matchAll(/\b\d{4}\b/g)].map(([digits]) => digits);
    for (const [part, value] of [
      ['year', '60'],
      ['month', '4'],
      ['day', '12'],
      ['expiry', expiry!],
    ] as const)
      await screen.page.locator(`[data-part=${part}]`).fill(value);
    await screen.typePin(code!);
    await screen.press(t.data.goNumber);
    await screen.page.waitForSelector('canvas');
    await screen.close();
  });

  it('works on the very page that was loaded, not yet opened a second time', async () => {
    const site = await newSite();
    const screen = await open(site.url);
    await screen.sees(screen.t.offline.ready);
    await screen.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await site.stop();
    await screen.go('/do/check');
    await screen.sees(screen.t.check.both);
    await screen.close();
  });

  it('says that there is none', async () => {
    const site = await newSite();
    const screen = await open(site.url);
    await screen.sees(screen.t.offline.ready);
    await screen.page.setOfflineMode(true);
    await screen.sees(screen.t.offline.offline);
    expect(await screen.axe()).toEqual([]);
    await screen.page.setOfflineMode(false);
    await screen.sees(screen.t.offline.ready);
    await screen.close();
  });

  it('keeps the headers of every file, and nothing but the files of the build', async () => {
    const site = await newSite();
    const screen = await open(site.url);
    await screen.sees(screen.t.offline.ready);
    const kept = await screen.page.evaluate(async () => {
      const found: [string, string | null][] = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const answer = await cache.match(request);
          found.push([new URL(request.url).pathname, answer!.headers.get('Content-Security-Policy')]);
        }
      }
      return found;
    });
    expect(kept.length).toBeGreaterThan(30);
    for (const [path, policy] of kept) {
      expect(path).toMatch(/^\/(assets\/[\w.-]+|linux\/[\w.-]+|icon[\w.-]*|manifest\.webmanifest)?$/);
      expect(policy, path).toContain("'wasm-unsafe-eval'");
    }
    await screen.close();
  });

  it('can be installed', async () => {
    const site = await newSite();
    const screen = await open(site.url, Promise.resolve(browser.defaultBrowserContext()));
    await screen.sees(screen.t.offline.ready);
    const cdp = await screen.page.createCDPSession();
    expect(await cdp.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });
    const { data } = await cdp.send('Page.getAppManifest');
    expect(JSON.parse(data ?? '')).toMatchObject({ start_url: '/', display: 'standalone', lang: 'ja' });
    await screen.page.close();
  });

  it('does not take a version whose files are not the ones that were built', async () => {
    const site = await newSite();
    writeFileSync(join(site.root, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const screen = await open(site.url);
    await screen.sees(screen.t.start.go);
    const state = await screen.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const script = registration?.installing;
      await new Promise<void>((resolve) => {
        if (!script || script.state === 'redundant') resolve();
        else script.addEventListener('statechange', () => script.state === 'redundant' && resolve());
      });
      return { active: registration?.active ?? null, caches: await caches.keys() };
    });
    expect(state.active).toBeNull();
    expect(await screen.text()).not.toContain(screen.t.offline.ready);
    await screen.close();
  });
});

describe('a new version', () => {
  it('waits until a person asks for it, and not in the middle of a task', async () => {
    const site = await newSite();
    await publish(site.root, mark(1));
    const context = browser.createBrowserContext();
    const screen = await open(site.url, context);
    const { t } = screen;
    await screen.sees(t.offline.ready);
    expect(await build(screen)).toBe('1');

    await publish(site.root, mark(2));
    await screen.page.reload();
    await screen.sees(t.offline.update);
    // the old one goes on
    expect(await build(screen)).toBe('1');
    expect(await screen.axe()).toEqual([]);
    await screen.shot('update');

    // in the middle of something: here, and in another window
    await screen.go('/do/check');
    const large = files.sparse('large.iso', 5_000_000_000);
    await files.choose(screen, large, files.write('x.p7s', 'x'));
    await screen.press(t.check.go);
    await screen.sees(t.offline.updateWait);
    const other = await open(site.url, context);
    await other.sees(t.offline.update);
    await other.press(t.offline.updateGo);
    await other.sees(t.offline.updateElsewhere);
    await screen.page.bringToFront();
    await screen.press(t.files.stop('large.iso'));
    await screen.sees(t.failure.errors['task.cancelled'].what);

    await other.page.bringToFront();
    await Promise.all([other.page.waitForNavigation(), other.press(t.offline.updateGo)]);
    await other.sees(t.offline.ready);
    expect(await build(other)).toBe('2');
    // the first window is told, its work is not thrown away
    await screen.page.bringToFront();
    await screen.sees(t.offline.changed);
    await screen.sees('large.iso');
    expect(await screen.axe()).toEqual([]);
    await screen.shot('update-elsewhere');
    await Promise.all([screen.page.waitForNavigation(), screen.press(t.offline.changedGo)]);
    expect(await build(screen)).toBe('2');
    const names = await screen.page.evaluate(() => caches.keys());
    expect(names).toHaveLength(1);
    await screen.close();
  });
});
