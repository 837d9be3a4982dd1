import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './support/app.ts';
import { launchBrowser } from './support/browser.ts';
import { Screen } from './support/screen.ts';
import { Site } from './support/site.ts';

let app: App;
beforeAll(async () => {
  app = await App.start();
});
afterAll(() => app.close());

async function atFace(persona = 'adult'): Promise<Screen> {
  const screen = await app.open({}, '#/do/face');
  await screen.choose(persona);
  await screen.sees(screen.t.reference.expiry);
  return screen;
}

/** Types what is printed on the software card; `code` instead of the right security code. */
async function typeNumbers(screen: Screen, code?: string): Promise<void> {
  const hint = await screen.page.$eval('.entry .persona', (element) => element.textContent);
  const [expiry, printed] = [...hint.matchAll(/\b\d{4}\b/g)].map(([digits]) => digits);
  for (const [part, value] of [
    ['year', '60'],
    ['month', '4'],
    ['day', '12'],
    ['expiry', expiry!],
  ] as const) {
    await screen.page.locator(`[data-part=${part}]`).fill(value);
  }
  await screen.typePin(code ?? printed!);
  await screen.press(screen.t.data.goNumber);
}

/** How many different greys the drawn photo has, and its size. */
const drawn = (screen: Screen): Promise<{ width: number; height: number; greys: number }> =>
  screen.page.$eval('canvas', (canvas) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const greys = new Set(data.filter((_, i) => i % 4 === 0));
    return { width: canvas.width, height: canvas.height, greys: greys.size };
  });

describe('the face of the card', () => {
  it('shows photo, name, address and expiry, and says that nobody checked them', async () => {
    const screen = await atFace();
    const { t } = screen;
    // its own counter, asked before anything is typed
    await screen.sees(t.pin.left(10));
    await typeNumbers(screen);
    await screen.page.waitForSelector('canvas');
    const photo = await drawn(screen);
    expect(photo).toMatchObject({ width: 240, height: 320 });
    expect(photo.greys).toBeGreaterThan(20);
    for (const alt of [t.face.nameAlt, t.face.addressAlt]) {
      const picture = await screen.page.waitForSelector(`img[alt="${alt}"]`);
      expect(await picture!.evaluate((image) => image.naturalWidth)).toBeGreaterThan(200);
    }
    expect(await screen.has(t.face.photoAlt, 'image')).toBe(true);
    await screen.sees('2034');
    await screen.sees(t.face.unsigned);
    await screen.sees(t.face.notKept);
    expect(await screen.axe()).toEqual([]);
    expect(screen.heard).toEqual([]);
    await screen.close();
  });

  it('counts a wrong number for itself alone, and keeps what was typed', async () => {
    const screen = await atFace();
    const { t } = screen;
    await typeNumbers(screen, '0000');
    await screen.sees(t.refusal.wrong(t.pin.name.faceReferenceNumberB));
    await screen.sees(t.pin.left(9));
    expect(await screen.page.$eval('[data-part=month]', (field) => (field as HTMLInputElement).value)).toBe(
      '4',
    );
    await screen.go('/do/data');
    await screen.press(t.data.byNumber, 'radio');
    await screen.sees(t.pin.left(10));
    await screen.close();
  });

  it('drops everything when the page is hidden or left', async () => {
    const screen = await atFace();
    const { t } = screen;
    await typeNumbers(screen);
    await screen.page.waitForSelector('canvas');
    await screen.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await screen.sees(t.face.dropped);
    expect(await screen.page.$('canvas, img')).toBeNull();
    await screen.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'visible' });
    });
    await typeNumbers(screen);
    await screen.page.waitForSelector('canvas');
    const pictures = await screen.page.$$eval('img', (images) => images.map(({ src }) => src));
    expect(pictures).toHaveLength(2);
    await screen.go('/do');
    await screen.sees(t.procedures.lead);
    // their addresses lead nowhere any more
    for (const address of pictures) {
      const left = await screen.page.evaluate(
        (url) =>
          new Promise((resolve) => {
            const image = new Image();
            image.onload = () => resolve(true);
            image.onerror = () => resolve(false);
            image.src = url;
          }),
        address,
      );
      expect(left).toBe(false);
    }
    await screen.close();
  });

  it('says so when the decoder cannot be had, and shows the rest', async () => {
    const site = await Site.open();
    rmSync(join(site.root, 'service-worker.js'));
    for (const name of readdirSync(join(site.root, 'assets')))
      if (name.endsWith('.wasm')) rmSync(join(site.root, 'assets', name));
    const screen = await Screen.open(await app.browser.createBrowserContext(), `${site.url}#/do/face`);
    const { t } = screen;
    await screen.choose('adult');
    await screen.sees(t.reference.expiry);
    await typeNumbers(screen);
    await screen.sees(t.face.photoProblem['no-decoder']);
    await screen.page.waitForSelector(`img[alt="${t.face.nameAlt}"]`);
    expect(await screen.axe()).toEqual([]);
    await screen.shot('face-no-decoder');
    await screen.close();
    await site.close();
  });

  it('works in the side panel of the extension, under its own content security policy', async () => {
    const browser = await launchBrowser({ pipe: true, enableExtensions: true });
    try {
      const id = await browser.installExtension(resolve('dist/extension'));
      const screen = await Screen.open(
        browser.defaultBrowserContext(),
        `chrome-extension://${id}/panel.html#/do/face`,
        { width: 320, height: 800 },
      );
      await screen.page.bringToFront();
      await screen.choose('adult');
      await screen.sees(screen.t.reference.expiry);
      await typeNumbers(screen);
      await screen.page.waitForSelector('canvas');
      expect((await drawn(screen)).greys).toBeGreaterThan(20);
      expect(await screen.overflow()).toEqual([]);
      // hashing, too, is WebAssembly
      await screen.go('/do/sign');
      const input = await screen.page.waitForSelector('input[type=file]');
      await (input as import('puppeteer').ElementHandle<HTMLInputElement>).uploadFile(resolve('LICENSE'));
      await screen.sees('Apache License');
      await screen.sees(screen.t.pin.name.signing);
      expect(screen.heard).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
