import { readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'puppeteer';
import { afterAll, describe, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { ALL } from '../../core/virtual/personas/all.ts';
import { pack } from '../../tools/package.mjs';
import { launchBrowser } from './support/browser.ts';
import listed from './store-package.json' with { type: 'json' };
import { Screen } from './support/screen.ts';

const opened: Browser[] = [];
afterAll(() => Promise.all(opened.map((browser) => browser.close())));

/** Chromium with the built extension in it. */
async function withExtension(folder: string): Promise<{ browser: Browser; id: string }> {
  const browser = await launchBrowser({ pipe: true, enableExtensions: true });
  opened.push(browser);
  return { browser, id: await browser.installExtension(resolve(folder)) };
}

/** The side panel's page at its start screen, in a tab as wide as the panel. */
async function panel(browser: Browser, id: string, language: 'ja' | 'en' = 'ja'): Promise<Screen> {
  const screen = await Screen.open(browser.defaultBrowserContext(), `chrome-extension://${id}/panel.html#/`, {
    language,
    width: 320,
    height: 800,
  });
  await screen.page.bringToFront();
  return screen;
}

/** Every file of a build as text, by name. */
function files(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path, 'latin1')]);
}

describe('the extension', () => {
  it('has the id of its key, asks for next to nothing and injects nothing', async () => {
    const { id } = await withExtension('dist/extension');
    const hash = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex');
    const letters = hash.slice(0, 32).replace(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]!);
    expect(id).toBe(letters);
    for (const folder of ['dist/extension', 'dist/store']) {
      const built = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as Record<string, unknown>;
      expect(built).toMatchObject({
        manifest_version: 3,
        permissions: ['activeTab', 'scripting', 'sidePanel'],
        optional_permissions: ['nativeMessaging'],
        optional_host_permissions: ['https://*/*'],
      });
      for (const key of [
        'host_permissions',
        'content_scripts',
        'web_accessible_resources',
        'externally_connectable',
      ])
        expect(built).not.toHaveProperty(key);
    }
  });

  it('opens its side panel when its icon is clicked, and works in there', async () => {
    const { browser, id } = await withExtension('dist/extension');
    const extension = (await browser.extensions()).get(id)!;
    // a click counts once the background script has run
    const started = await browser.waitForTarget((one) => one.url().endsWith('service-worker-loader.js'));
    const worker = await started.worker();
    const listens = (): Promise<boolean> =>
      worker!.evaluate(() => typeof chrome !== 'undefined' && chrome.action.onClicked.hasListeners());
    while (!(await listens()));
    const page = await browser.newPage();
    await page.bringToFront();
    await page.triggerExtensionAction(extension);
    const target = await browser.waitForTarget((one) =>
      one.url().startsWith(`chrome-extension://${id}/panel.html`),
    );
    const screen = Screen.on(await target.asPage(), 'en');
    // about:blank is no page to fill: it says so
    await screen.sees('This page has not been looked at');
    await screen.go('/');
    await screen.sees(screen.t.start.go);
    expect(await screen.page.evaluate(() => window.top === window)).toBe(true);
    await screen.page.evaluate((go) => {
      [...document.querySelectorAll('button')].find((button) => button.innerText === go)?.click();
    }, screen.t.start.go);
    await screen.sees(screen.t.card.triesLead);
    expect(await screen.overflow()).toEqual([]);
  });

  it.each(['ja', 'en'] as const)('is the same house in its side panel: %s', async (language) => {
    const { browser, id } = await withExtension('dist/extension');
    const screen = await panel(browser, id, language);
    const { t } = screen;
    await screen.sees(t.start.go);
    await screen.shot('panel-start');
    await screen.openCard('adult');
    expect(await screen.axe()).toEqual([]);
    expect(await screen.overflow()).toEqual([]);
    await screen.shot('panel-card');
    await screen.go('/do/prove');
    await screen.typePin('1234');
    await screen.press(t.prove.go);
    await screen.sees(t.prove.headline);
    await screen.sees(`origin: chrome-extension://${id}`);
    await screen.shot('panel-proof');
    expect(screen.heard).toEqual([]);
  });

  it('names itself in the browser’s language', async () => {
    const { browser, id } = await withExtension('dist/extension');
    const screen = await panel(browser, id);
    const name = (page: Page): Promise<string> => page.evaluate(() => chrome.i18n.getMessage('name'));
    expect(['かざす', 'Kazasu']).toContain(await name(screen.page));
    for (const locale of ['ja', 'en']) {
      const messages = JSON.parse(
        readFileSync(`dist/extension/_locales/${locale}/messages.json`, 'utf8'),
      ) as Record<string, { message: string }>;
      expect(Object.keys(messages)).toEqual(['name', 'description']);
      // the store's limit
      expect(messages['description']!.message.length).toBeLessThanOrEqual(132);
    }
  });
});

describe('the store build', () => {
  it('asks for what is written down, weighs what is written down, and is the same each time', () => {
    const zip = pack('dist/store');
    const files = unzipSync(zip);
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as Record<string, unknown>;
    expect(Object.keys(manifest).toSorted()).toEqual(listed.keys);
    expect(manifest).toMatchObject(listed.manifest);
    expect(Buffer.from(pack('dist/store')).equals(zip)).toBe(true);
    // a twentieth more or less is growth; more than that is to be explained in the list
    expect(zip.length / listed.bytes).toBeGreaterThan(0.95);
    expect(zip.length / listed.bytes).toBeLessThan(1.05);
    // the one injected script stays small: it is parsed in every page it goes into
    expect(files['page.js']!.length).toBeLessThan(40_000);
  });

  it('offers a reader, and no software card', async () => {
    const { browser, id } = await withExtension('dist/store');
    const screen = await panel(browser, id);
    await screen.sees(screen.t.start.readerGo);
    expect(await screen.has(screen.t.start.go)).toBe(false);
    expect(await screen.axe()).toEqual([]);
    expect(await screen.overflow()).toEqual([]);
    await screen.shot('store-start');
  });

  it('holds nothing of the software card', () => {
    const store = files('dist/store');
    const full = files('dist/extension');
    // what only the software card holds: its people, and its refusal of an unknown one
    const traces = [...ALL.values()]
      .flatMap(({ name, address }) => [name, address])
      .concat('no persona is named');
    const found = (texts: [string, string][]): string[] =>
      traces.filter((trace) =>
        texts.some(([, text]) => text.includes(Buffer.from(trace).toString('latin1'))),
      );
    expect(found(full).length).toBeGreaterThan(10);
    expect(found(store)).toEqual([]);
    const scripts = (texts: [string, string][]): number =>
      texts.filter(([path]) => path.endsWith('.js')).length;
    expect(scripts(store)).toBeLessThan(scripts(full));
  });
});
