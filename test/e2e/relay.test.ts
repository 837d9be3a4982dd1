import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../tools/serve.mjs';
import { enReader } from '../../pwa/messages/en-reader.ts';
import { jaReader } from '../../pwa/messages/ja-reader.ts';
import { startPcsc, type Pcsc } from '../peers/pcsc.ts';
import { startRelay, type RelayProcess } from '../peers/relay-host.ts';
import { launchBrowser } from './support/browser.ts';
import { Screen, type Look } from './support/screen.ts';
import { UsualPort } from './support/usual-port.ts';

/**
 * A real Chromium, the built PWA and the built extension, the built local host, pcscd, and the software card in a
 * virtual reader.
 */
const WORDS = { ja: jaReader, en: enReader };
let pcsc: Pcsc;
let relay: RelayProcess;
let usual: UsualPort;
let server: Awaited<ReturnType<typeof startServer>>;
const browsers: Browser[] = [];

beforeAll(async () => {
  pcsc = await startPcsc();
  await pcsc.insert();
  relay = await startRelay();
  usual = await UsualPort.to(relay.port);
  server = await startServer({ root: 'dist/pwa' });
}, 120_000);
afterEach(() => Promise.all(browsers.splice(0).map((browser) => browser.close())));
afterAll(async () => {
  await usual.close();
  await relay.stop();
  await server.close();
  await pcsc.stop();
});

const origin = (): string => server.url.replace(/\/$/, '');

async function chromium(...args: string[]): Promise<Browser> {
  const browser = await launchBrowser({ args: [usual.rule, ...args] });
  browsers.push(browser);
  return browser;
}

/** The virtual driver has two readers: the one with the card is chosen. */
async function chooseReader(screen: Screen): Promise<void> {
  const { withCard } = WORDS[screen.language].relay;
  await screen.sees(withCard).catch(async (error: unknown) => {
    throw new Error(await screen.text(), { cause: error });
  });
  await screen.page.$$eval(
    '.buttons button',
    (buttons, text) => buttons.find((one) => (one as HTMLElement).innerText.includes(text))?.click(),
    withCard,
  );
  await screen.sees(screen.t.card.triesLead, 20_000);
}

/** the connect screen */
async function connectPage(browser: Browser, look: Look = {}): Promise<Screen> {
  return Screen.open(await browser.createBrowserContext(), `${server.url}#/reader`, look);
}

/** What the person answered, or would, when Chrome asks about programs of this computer. */
async function answer(browser: Browser, setting: 'granted' | 'denied'): Promise<void> {
  const session = await browser.target().createCDPSession();
  const send = session.send.bind(session) as (method: string, parameters: object) => Promise<unknown>;
  for (const name of ['loopback-network', 'local-network-access']) {
    await send('Browser.setPermission', { permission: { name }, setting, origin: origin() });
  }
}

describe('the PWA, over a WebSocket of this computer', () => {
  it.each(['ja', 'en'] as const)(
    'is paired with a number, reads the card and proves: %s',
    async (language) => {
      const t = WORDS[language].relay;
      const screen = await connectPage(await chromium(), { language });
      await screen.sees(t.title);
      await screen.press(t.go);
      await screen.sees(t.pairing['not-paired']);
      expect(await screen.axe()).toEqual([]);
      await screen.shot('relay-pairing');
      const code = await relay.code(origin());
      await screen.page
        .locator('input.code-entry')
        .fill(String((Number(code) + 1) % 1_000_000).padStart(6, '0'));
      await screen.press(t.pair);
      await screen.sees(t.pairing['wrong-code']);
      await screen.page.locator('input.code-entry').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
      await screen.press(t.pair);
      await screen.sees(t.withoutCard);
      expect(await screen.axe()).toEqual([]);
      await screen.shot('relay-readers');
      await chooseReader(screen);
      await screen.sees(screen.t.shell.simulated); // the reader is made of software, and says so
      await screen.go('/do/prove');
      await screen.typePin('1234');
      await screen.press(screen.t.prove.go);
      await screen.sees(screen.t.prove.headline, 20_000);
      expect(screen.heard).toEqual([]);
      await screen.go('/reader/check');
      await screen.press(WORDS[language].check.go);
      await screen.press(WORDS[language].trace.show);
      await screen.sees('"recorded by Kazasu, redacted"');
      expect(await screen.text()).toMatch(/00200080100{32}/); // VERIFY, and nothing of its PIN
      expect(await screen.axe()).toEqual([]);
      expect(await screen.overflow()).toEqual([]);
      await screen.shot('relay-trace');
      // a paired page needs no number again
      await screen.go('/reader');
      await screen.page.reload();
      await screen.sees(t.title);
      await screen.press(t.go);
      await chooseReader(screen);
      await screen.close();
    },
  );

  it('asks Chrome, when it comes from the internet, and says what to do when the answer is no', async () => {
    const { port } = new URL(server.url);
    const outside = `--ip-address-space-overrides=127.0.0.1:${port}=public`;
    for (const setting of ['denied', 'granted'] as const) {
      const browser = await chromium(outside);
      await answer(browser, setting);
      const screen = await Screen.open(browser.defaultBrowserContext(), `${server.url}#/reader`, {
        language: 'en',
      });
      await screen.press(enReader.relay.go);
      const expected =
        setting === 'denied'
          ? enReader.trouble['loopback-denied'].what
          : enReader.relay.pairing['not-paired'];
      await screen.sees(expected);
      if (setting === 'denied') await screen.shot('relay-denied');
    }
  });

  it('says that nobody is there', async () => {
    const nobody = await UsualPort.to(1);
    const browser = await launchBrowser({ args: [nobody.rule] });
    browsers.push(browser);
    const screen = await connectPage(browser, { language: 'ja', width: 1280, height: 900 });
    await screen.press(jaReader.relay.go);
    await screen.sees(jaReader.trouble['no-host'].what);
    expect(await screen.axe()).toEqual([]);
    await screen.shot('relay-no-host');
    await nobody.close();
  });

  it.each([
    ['ja', 390],
    ['en', 390],
    ['ja', 1280],
    ['en', 1280],
  ] as const)('has its place on the connect screen: %s, %d px', async (language, width) => {
    const screen = await connectPage(await chromium(), { language, width });
    await screen.sees(WORDS[language].relay.title);
    await screen.page.$$eval('details', (all) => all.forEach((one) => one.setAttribute('open', '')));
    expect(await screen.axe()).toEqual([]);
    expect(await screen.overflow()).toEqual([]);
    await screen.shot('relay-way');
  });

  it('no other port of this computer is open to the page', async () => {
    const screen = await connectPage(await chromium());
    const blocked = await screen.page.evaluate(
      (url) =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
            resolve(effectiveDirective),
          );
          try {
            new WebSocket(url).onopen = () => resolve('open');
          } catch {
            // some versions throw besides
          }
        }),
      `ws://127.0.0.1:${relay.port}/`,
    );
    expect(blocked).toBe('connect-src');
  });
});

describe('the extension, over native messaging', () => {
  const DIST = 'dist/relay/relay.mjs';
  let home: string;
  let profile: string;

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'relay-home-'));
    profile = join(home, 'profile');
    run('--install');
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  function run(...args: string[]): void {
    const env = { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
    execFileSync(process.execPath, [DIST, '--browser-dir', profile, ...args], { env, stdio: 'ignore' });
  }

  /** The built extension, its optional permission given from the start: the browser's own question is not a page. */
  async function panel(granted: boolean): Promise<Screen> {
    const folder = join(home, granted ? 'granted' : 'as-built');
    cpSync('dist/extension', folder, { recursive: true });
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
      permissions: string[];
      optional_permissions: string[];
    };
    expect(manifest.optional_permissions).toEqual(['nativeMessaging']);
    if (granted) manifest.permissions.push(...manifest.optional_permissions.splice(0));
    writeFileSync(file, JSON.stringify(manifest));
    const browser = await launchBrowser({ pipe: true, enableExtensions: true, userDataDir: profile });
    browsers.push(browser);
    const id = await browser.installExtension(folder);
    const screen = await Screen.open(
      browser.defaultBrowserContext(),
      `chrome-extension://${id}/panel.html#/reader`,
      {
        language: 'en',
        width: 320,
        height: 800,
      },
    );
    await screen.page.bringToFront();
    return screen;
  }

  it('reads the card and opens it with a PIN', async () => {
    const screen = await panel(true);
    await screen.sees(enReader.relay.title);
    await screen.press(enReader.relay.go);
    await chooseReader(screen);
    await screen.shot('relay-panel-card');
    await screen.go('/do/prove');
    await screen.typePin('1234');
    await screen.press(screen.t.prove.go);
    await screen.sees(screen.t.prove.headline, 20_000);
    expect(await screen.overflow()).toEqual([]);
    expect(screen.heard).toEqual([]);
  });

  it('asks for its permission when it is needed, not before', async () => {
    const screen = await panel(false);
    await screen.sees(enReader.relay.title);
    const held = (): Promise<boolean> =>
      screen.page.evaluate(() => chrome.permissions.contains({ permissions: ['nativeMessaging'] }));
    expect(await held()).toBe(false);
    // the question is the browser's own window; here its answer is given
    await screen.page.evaluate(() => {
      chrome.permissions.request = () => Promise.resolve(false);
    });
    await screen.press(enReader.relay.go);
    await screen.sees(enReader.relay.refused);
    expect(await held()).toBe(false);
    await screen.shot('relay-panel-refused');
  });

  it('says that the host is not installed, after it was taken away', async () => {
    run('--uninstall');
    expect(readdirSync(join(profile, 'NativeMessagingHosts'))).toEqual([]);
    const screen = await panel(true);
    await screen.press(enReader.relay.go);
    await screen.sees(enReader.trouble['no-host'].what);
    run('--install');
  });
});
