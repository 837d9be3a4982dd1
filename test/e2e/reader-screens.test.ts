import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../tools/serve.mjs';
import { create as createCard } from '../../core/virtual/card.ts';
import { FelicaCard } from '../../core/virtual/readers/air/foreign-cards.ts';
import { TypeBCard } from '../../core/virtual/readers/air/type-b-card.ts';
import { create, type VirtualReader } from '../../core/virtual/readers/readers.ts';
import { enReader } from '../../pwa/messages/en-reader.ts';
import { jaReader } from '../../pwa/messages/ja-reader.ts';
import { FakeUsb } from './support/fake-usb.ts';
import { Screen, type Look } from './support/screen.ts';

/** The screens about readers, through Chromium's own WebUSB, with a software RC-S380 that has a serial number. */
const WORDS = { ja: jaReader, en: enReader };
const MODEL = 'Sony RC-S380';

let reader: VirtualReader;
let usb: FakeUsb;
let server: Awaited<ReturnType<typeof startServer>>;
let screen: Screen;

const open = (hash = '', look: Look = {}): Promise<Screen> =>
  Screen.open(usb.browser.defaultBrowserContext(), `${server.url}${hash}`, look);

/** Measures the screen as it stands and keeps its picture. */
async function judge(name: string, on = screen): Promise<void> {
  await on.shot(name);
  expect(await on.axe(), `axe: ${name}`).toEqual([]);
  expect(await on.overflow(), `too wide: ${name}`).toEqual([]);
}

beforeAll(async () => {
  reader = create('rc-s380', { reader: { serial: '0001' } });
  server = await startServer({ root: 'dist/pwa' });
  usb = await FakeUsb.launch(reader, { allowed: [server.url.replace(/\/$/, '')] });
  screen = await open();
}, 120_000);

afterAll(async () => {
  await usb.close();
  await server.close();
});

describe('a reader that the browser remembers', () => {
  it('is opened with one tap, and its card is read', async () => {
    const { t } = screen;
    await screen.press(t.start.readerGo, 'link');
    await screen.sees(t.card.triesLead);
    expect(await screen.text()).not.toContain(t.shell.simulatedBanner);
    await judge('reader-card');
  });

  it('shows what lies on it, as it changes', async () => {
    const { t } = screen;
    reader.placeCard(false);
    await screen.sees(t.drawn.away);
    reader.placeCard(true);
    await screen.sees(t.drawn.done);
  });

  it('says when there are several cards, or another kind of card', async () => {
    const { t } = screen;
    reader.placeCard(false);
    await screen.sees(t.drawn.away);
    const [other, second] = [new FelicaCard(), new TypeBCard(createCard({ persona: 'child' }))];
    reader.field.place(other);
    await screen.sees(t.drawn.foreign);
    await screen.shot('reader-foreign');
    reader.field.remove(other);
    reader.field.place(second);
    reader.placeCard(true);
    await screen.sees(t.drawn.several);
    await judge('reader-several');
    reader.field.remove(second);
    await screen.sees(t.drawn.done);
  });

  it('is asked for before a PIN is, and no PIN is asked for while its cable is out', async () => {
    const { t } = screen;
    await screen.go('/do/prove');
    await screen.sees(t.prove.go);
    usb.unplug();
    await screen.sees(WORDS.ja.trouble.unplugged.why);
    expect(await screen.text()).not.toContain(t.prove.go);
    await judge('reader-unplugged');
  });

  it('goes on by itself when the cable is back', async () => {
    const { t } = screen;
    usb.plugIn();
    await screen.sees(t.prove.go);
    await screen.typePin('1234');
    await screen.press(t.prove.go);
    await screen.sees(t.prove.headlineBut);
    expect(reader.violations).toEqual([]);
    expect(screen.heard).toEqual([]);
  });

  it('is named in the diagnosis, whose text says nothing of a person', async () => {
    const { t } = screen;
    const words = WORDS.ja.check;
    await screen.press(t.reader.check, 'link');
    await screen.press(words.go);
    await screen.sees(words.technology.B);
    for (const seen of [
      words.found(MODEL, '1.11'),
      words.serial,
      words.ours,
      words.field.one,
      t.card.kind['my-number-card'],
    ])
      await screen.sees(seen);
    await screen.sees(t.pin.left(3));
    await judge('reader-diagnosis');
    const context = usb.browser.defaultBrowserContext();
    for (const name of ['clipboard-read', 'clipboard-write']) {
      await context.setPermission(server.url, { permission: { name }, state: 'granted' });
    }
    await screen.press(words.copy);
    await screen.sees(t.failure.copied);
    const text = await screen.page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/^reader: Sony RC-S380, webusb, firmware 1\.11, serial yes, proven yes$/m);
    expect(text).toMatch(/^link: type B, \d+ kbit\/s, fsc 256, fsd 256, fwt [\d.]+ ms/m);
    expect(text).toMatch(/^tries: authentication 3, signing 5/m);
    expect(text).not.toMatch(/0001\b.*serial|serial 0001|20[2-9]\d|架空/);
  });

  it('is not taken by a second tab, which goes on when the first one is closed', async () => {
    const second = await open('#/reader', { language: 'en' });
    const words = WORDS.en;
    await second.sees(words.trouble['other-window'].what);
    await judge('reader-other-window', second);
    await screen.page.close();
    await second.sees(second.t.card.triesLead);
    screen = second;
  });

  it('goes back to its page when another window had it meanwhile', async () => {
    const { t } = screen;
    // what a phone does with a page in the background
    await screen.page.evaluate(() => document.dispatchEvent(new Event('freeze')));
    const other = await open('#/reader', { language: 'en' });
    await other.sees(t.card.triesLead);
    await screen.page.bringToFront();
    await screen.page.evaluate(() => document.dispatchEvent(new Event('resume')));
    await screen.sees(WORDS.en.trouble['other-window'].why);
    await screen.sees(t.drawn.unusable);
    await other.page.close();
    await screen.sees(t.card.next);
    await screen.page.waitForFunction(
      (gone) => !document.body.innerText.includes(gone),
      {},
      WORDS.en.trouble['other-window'].why,
    );
  });
});

describe('a reader that somebody else holds', () => {
  it.each([
    ['claimed', 'other-program', 'close-program'],
    ['denied', 'no-access', 'linux-files'],
  ] as const)('%s: says so and what helps', async (how, trouble, remedy) => {
    await screen.page.close();
    usb.surround(how, true);
    screen = await open('#/reader', { width: 320, height: 640 });
    const words = WORDS.ja;
    await screen.sees(words.trouble[trouble].what);
    await screen.sees(words.remedy[remedy].title);
    await screen.sees('/etc/udev/rules.d/70-kazasu.rules');
    await judge(`reader-${trouble}`);
    usb.surround(how, false);
    await screen.press(words.usb.use(MODEL));
    await screen.sees(screen.t.card.triesLead);
    expect(screen.heard).toEqual([]);
  });

  it('is tried again by itself when it is plugged in anew', async () => {
    await screen.page.close();
    usb.surround('denied', true);
    screen = await open('#/reader', { scheme: 'dark', language: 'en', width: 1280 });
    await screen.sees(WORDS.en.trouble['no-access'].what);
    await judge('reader-no-access');
    usb.surround('denied', false);
    usb.unplug();
    await screen.page.waitForFunction(
      (button) => !document.body.innerText.includes(button),
      {},
      WORDS.en.usb.use(MODEL),
    );
    usb.plugIn();
    await screen.sees(screen.t.card.triesLead);
  });

  it('offers its two files for Linux as they are', async () => {
    const file = await screen.page.evaluate(async () => (await fetch('linux/70-kazasu.rules')).text());
    expect(file).toContain('ATTR{idProduct}=="06c3"');
  });
});
