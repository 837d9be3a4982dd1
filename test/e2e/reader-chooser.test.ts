import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { startServer } from '../../tools/serve.mjs';
import { create, type VirtualReader } from '../../core/virtual/readers/readers.ts';
import { jaReader as words } from '../../pwa/messages/ja-reader.ts';
import { Display } from './support/display.ts';
import { FakeUsb } from './support/fake-usb.ts';
import { Screen } from './support/screen.ts';

/**
 * The browser's own list of readers, clicked as a hand would: from the PWA, and from the tab the side panel opens. The
 * reader has no serial number, so nothing but this list lets a page have it.
 */
const SIZE = { width: 1000, height: 700 };
/** Left edge of Chromium's list in a window of that size: under the address for a page, under its icon for an extension. */
const LEFT = { pwa: 125, extension: 415 } as const;
const PICTURES = join(import.meta.dirname, '../../dist/screenshots');
const letters = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex').slice(0, 32);
const EXTENSION = `chrome-extension://${letters.replace(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]!)}`;

let reader: VirtualReader;
let display: Display;
let usb: FakeUsb;
let server: Awaited<ReturnType<typeof startServer>>;

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** Picks the first reader of the list that is open; the list takes a moment to come, and one to take the choice. */
async function pick(place: keyof typeof LEFT): Promise<void> {
  await pause(1_000);
  display.click(LEFT[place] + 125, 152);
  await pause(500);
  display.shot(join(PICTURES, `chooser-${place}.png`));
  display.click(LEFT[place] + 382, 487);
}

beforeAll(async () => {
  reader = create('rc-s380');
  server = await startServer({ root: 'dist/pwa' });
  display = await Display.start(SIZE.width, SIZE.height);
  usb = await FakeUsb.launch(reader, {
    display: display.name,
    args: [
      `--window-size=${SIZE.width},${SIZE.height}`,
      '--window-position=0,0',
      `--load-extension=${resolve('dist/extension')}`,
    ],
  });
}, 120_000);

afterAll(async () => {
  await usb.close();
  await server.close();
  display.close();
});

/** A page in a tab of its own, in Japanese, in front. */
async function tab(url: string): Promise<Screen> {
  const page = await usb.browser.newPage();
  await page.evaluateOnNewDocument(() => localStorage.setItem('kazasu.language', 'ja'));
  await page.goto(url);
  await page.bringToFront();
  return Screen.on(page, 'ja');
}

afterEach(async () => {
  const pages = await usb.browser.pages();
  await Promise.all(pages.slice(1).map((page) => page.close()));
});

describe('the browser’s own list', () => {
  it('is no error when it is closed without a choice', async () => {
    const screen = await tab(`${server.url}#/reader`);
    await screen.press(words.usb.choose);
    await pause(1_000);
    display.click(900, 600); // beside the list
    await screen.sees(words.usb.closedText);
    expect(await screen.text()).not.toContain(words.name + ':');
    expect(await screen.axe()).toEqual([]);
    expect(screen.heard).toEqual([]);
  });

  it('gives the PWA the reader that is chosen in it', async () => {
    const screen = await tab(`${server.url}#/reader`);
    await screen.press(words.usb.choose);
    await pick('pwa');
    await screen.sees(screen.t.card.triesLead);
    expect(reader.violations).toEqual([]);
    expect(screen.heard).toEqual([]);
  });

  it('gives the side panel the reader that is chosen in its tab, and the panel goes on by itself', async () => {
    const panel = await sidePanel();
    await panel.go('/reader');
    await panel.sees(words.usb.tab);
    const opened = usb.browser.waitForTarget((target) =>
      target.url().startsWith(`${EXTENSION}/connect.html`),
    );
    await pressInPanel(panel, words.usb.choose);
    const connect = Screen.on((await (await opened).page())!, 'ja');
    await connect.sees(words.tab.lead);
    await panel.sees(words.usb.choosingTab);
    expect(await connect.axe()).toEqual([]);
    expect(await connect.overflow()).toEqual([]);
    await connect.press(words.tab.go);
    await pick('extension');
    await connect.sees(words.tab.done);
    expect(await connect.axe()).toEqual([]);
    await panel.sees(panel.t.card.triesLead);
    display.shot(join(PICTURES, 'chooser-extension-done.png'));
    expect(reader.violations).toEqual([]);
    expect([...panel.heard, ...connect.heard]).toEqual([]);

    // the page is of another origin: no lock of ours, but the claim itself
    const page = await tab(`${server.url}#/reader`);
    await page.sees(words.trouble['other-program'].what);
    await page.sees(words.remedy['close-program'].steps[0]!);
    await panel.page.evaluate(() => window.close());
    await pause(1_000); // Chromium gives the claim free a moment after the panel is gone
    await page.press(words.usb.use('Sony RC-S380'));
    await page.sees(page.t.card.triesLead);
    await page.page.close();
    const gone = new Promise((closed) => connect.page.once('close', closed));
    await connect.press(words.tab.close);
    await gone;
  });
});

/** The panel itself, beside the page in front, as a click on the icon opens it. */
async function sidePanel(): Promise<Screen> {
  const id = new URL(EXTENSION).host;
  const started = await usb.browser.waitForTarget(
    (one) => one.url() === `${EXTENSION}/service-worker-loader.js`,
  );
  const worker = (await started.worker())!;
  // a click counts once the background script has run
  const listens = (): Promise<boolean> =>
    worker.evaluate(() => typeof chrome !== 'undefined' && chrome.action.onClicked.hasListeners());
  while (!(await listens()));
  const page = await usb.browser.newPage();
  await page.bringToFront();
  await page.triggerExtensionAction((await usb.browser.extensions()).get(id)!);
  const target = await usb.browser.waitForTarget((one) => one.url().startsWith(`${EXTENSION}/panel.html`));
  const panel = await target.asPage();
  await panel.evaluate(() => localStorage.setItem('kazasu.language', 'ja'));
  await panel.reload();
  return Screen.on(panel, 'ja');
}

/** In a side panel a page's place on the screen is not known to the test. */
async function pressInPanel(panel: Screen, name: string): Promise<void> {
  await panel.page.evaluate((text) => {
    [...document.querySelectorAll('button')].find((button) => button.innerText === text)?.click();
  }, name);
}
