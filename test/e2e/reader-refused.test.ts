import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../tools/serve.mjs';
import { create } from '../../core/virtual/readers/readers.ts';
import { enReader } from '../../pwa/messages/en-reader.ts';
import { jaReader } from '../../pwa/messages/ja-reader.ts';
import { FakeUsb } from './support/fake-usb.ts';
import { Screen, type Look } from './support/screen.ts';

/** A reader is plugged in, but a setting of the browser keeps USB devices from pages; and browsers that have no USB. */
const WORDS = { ja: jaReader, en: enReader };
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const LOOKS: readonly Required<Look>[] = [
  { language: 'ja', scheme: 'light', width: 390, height: 844 },
  { language: 'en', scheme: 'dark', width: 320, height: 640 },
  { language: 'ja', scheme: 'dark', width: 1280, height: 800 },
  { language: 'en', scheme: 'light', width: 1280, height: 800 },
];

let usb: FakeUsb;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer({ root: 'dist/pwa' });
  usb = await FakeUsb.launch(create('rc-s380', { reader: { serial: '0001' } }), { blocked: true });
}, 120_000);

afterAll(async () => {
  await usb.close();
  await server.close();
});

const open = (hash: string, look: Look): Promise<Screen> =>
  Screen.open(usb.browser.defaultBrowserContext(), `${server.url}${hash}`, look);

async function judge(screen: Screen, name: string): Promise<void> {
  await screen.shot(name);
  expect(await screen.axe(), `axe: ${name}`).toEqual([]);
  expect(await screen.overflow(), `too wide: ${name}`).toEqual([]);
}

describe.each(LOOKS)('without permission, $language $scheme $width px', (look) => {
  const words = WORDS[look.language];

  it('tells a list that a setting forbids from one that was closed', async () => {
    const screen = await open('#/reader', look);
    await screen.sees(words.usb.here);
    await judge(screen, 'connect');
    await screen.press(words.usb.choose);
    await screen.sees(words.trouble['no-list'].what);
    await screen.sees(words.remedy['ask-administrator'].title);
    await judge(screen, 'connect-no-list');
    expect(screen.heard).toEqual([]);
    await screen.page.close();
  });

  it('says in the diagnosis where it stops, and shows which readers work', async () => {
    const screen = await open('#/reader/check', look);
    await screen.press(words.check.go);
    await screen.sees(words.check.noneText);
    await judge(screen, 'check-none');
    await screen.press(screen.t.reader.models, 'link');
    await screen.sees(words.models.androidText[1]!);
    await judge(screen, 'models');
    expect(screen.heard).toEqual([]);
    await screen.page.close();
  });
});

describe('without WebUSB', () => {
  it.each([
    ['another browser', undefined, 'no-webusb', 'other-browser'],
    ['an iPhone', IPHONE, 'iphone', 'use-computer'],
  ] as const)('%s is told what can be done instead', async (_, agent, trouble, remedy) => {
    const screen = await open('', { language: 'ja' });
    if (agent !== undefined) await screen.page.setUserAgent({ userAgent: agent });
    await screen.page.evaluateOnNewDocument(() => {
      Object.defineProperty(Navigator.prototype, 'usb', { value: undefined });
    });
    await screen.page.goto(`${server.url}#/reader`);
    await screen.page.reload();
    await screen.sees(jaReader.trouble[trouble].what);
    await screen.sees(jaReader.remedy[remedy].steps[0]!);
    expect(await screen.has(jaReader.usb.choose)).toBe(false);
    await judge(screen, trouble);
    await screen.page.close();
  });
});
