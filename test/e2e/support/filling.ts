import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Extension, Page } from 'puppeteer';
import { en } from '../../../extension/messages/en.ts';
import { ja, type FillMessages } from '../../../extension/messages/ja.ts';
import { launchBrowser } from './browser.ts';
import { type Language, Screen } from './screen.ts';

const HEAD =
  '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>フォーム</title></head><body>';

export interface Served {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** ms before the server answers */
  readonly delay?: number;
}

/** Chromium with the built extension in it, and sites over https that it can visit: any name under `.example`. */
export class Filling {
  readonly browser: Browser;
  readonly id: string;
  readonly #extension: Extension;
  readonly #server: Server;
  readonly #pages: Map<string, Served>;

  private constructor(browser: Browser, extension: Extension, server: Server, pages: Map<string, Served>) {
    this.browser = browser;
    this.id = extension.id;
    this.#extension = extension;
    this.#server = server;
    this.#pages = pages;
  }

  static async start(folder = 'dist/extension'): Promise<Filling> {
    const pages = new Map<string, Served>();
    const server = createServer(certificate(), (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'https://x');
      const page =
        pages.get(`${(request.headers.host ?? '').replace(/:\d+$/, '')}${pathname}`) ?? pages.get(pathname);
      setTimeout(() => {
        response.writeHead(page ? 200 : 404, {
          'content-type': 'text/html; charset=utf-8',
          ...page?.headers,
        });
        response.end(page?.html ?? '');
      }, page?.delay ?? 0);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const browser = await launchBrowser({
      pipe: true,
      enableExtensions: true,
      args: [
        '--ignore-certificate-errors',
        '--host-resolver-rules=MAP *.example 127.0.0.1, MAP *.jp 127.0.0.1',
      ],
    });
    const id = await browser.installExtension(resolve(folder));
    const extension = (await browser.extensions()).get(id);
    if (!extension) throw new Error('the extension was not installed');
    // a click counts once the background script has run
    const started = await browser.waitForTarget((one) => one.url().endsWith('service-worker-loader.js'));
    const worker = await started.worker();
    const listens = (): Promise<boolean> | undefined =>
      worker?.evaluate(() => typeof chrome !== 'undefined' && chrome.action.onClicked.hasListeners());
    while (!(await listens()));
    return new Filling(browser, extension, server, pages);
  }

  /** Puts a page on every site, or with `host/path` on one. @returns its address on `host` */
  serve(body: string, { host = 'shop.example', path = '/form', headers = {}, delay = 0 } = {}): string {
    this.#pages.set(path, {
      html: /^<!doctype/i.test(body) ? body : `${HEAD}${body}</body></html>`,
      headers,
      delay,
    });
    return `https://${host}:${String((this.#server.address() as AddressInfo).port)}${path}`;
  }

  async visit(url: string): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(url);
    await page.bringToFront();
    return page;
  }

  /** Presses the icon on a page: the panel opens, or looks again. */
  async press(page: Page): Promise<void> {
    await page.bringToFront();
    await page.triggerExtensionAction(this.#extension);
  }

  /** The panel that stands open beside the page. */
  async panel(language: Language = 'ja'): Promise<Panel> {
    const address = `chrome-extension://${this.id}/panel.html`;
    const target = await this.browser.waitForTarget((one) => one.url().startsWith(address));
    const page = await target.asPage();
    const panel = new Panel(Screen.on(page, language));
    const change = await page.evaluate((wanted) => {
      if (localStorage.getItem('kazasu.language') === wanted) return false;
      localStorage.setItem('kazasu.language', wanted);
      location.reload();
      return true;
    }, language);
    if (change) await page.waitForNavigation();
    await panel.screen.sees(panel.t.title);
    return panel;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await new Promise((done) => this.#server.close(done));
  }
}

/** The side panel as a person uses it. */
export class Panel {
  readonly screen: Screen;
  readonly t: FillMessages;

  constructor(screen: Screen) {
    this.screen = screen;
    this.t = screen.language === 'ja' ? ja : en;
  }

  /** Presses a button or link by its words. The panel has no window of its own, so it is pressed from inside. */
  async press(words: string): Promise<void> {
    const pressed = await this.screen.page
      .waitForFunction(
        (wanted) => {
          const all = [...document.querySelectorAll<HTMLElement>('button, a, summary')];
          const one = all.find(
            (element) =>
              (element.innerText.trim() === wanted || element.ariaLabel === wanted) &&
              !(element as HTMLButtonElement).disabled,
          );
          one?.click();
          return one !== undefined;
        },
        { timeout: 10_000 },
        words,
      )
      .catch(() => undefined);
    if (!pressed)
      throw new Error(`nothing to press is called ${words}; there is: ${await this.screen.text()}`);
  }

  /** Reads a persona's card with its PIN; the one that was chosen before, if any. */
  async readCard(persona = 'adult', pin = '1234'): Promise<void> {
    const { page, t } = this.screen;
    if (await page.$('.ribbon')) await this.press(this.t.card.read);
    else {
      await this.press(this.t.card.choose);
      await page.waitForSelector('.choose select');
      await page.select('.choose select', persona);
      await this.press(t.start.go);
    }
    await page.waitForSelector('.entry input');
    await page.focus('.entry input');
    await page.keyboard.type(pin);
    await this.press(this.t.card.go);
    await this.screen.sees(this.t.fill.kept);
  }

  /** label → value of the fields that will be filled */
  async list(): Promise<Record<string, string>> {
    return this.screen.page.$$eval('.row', (rows) =>
      Object.fromEntries(
        rows.map((row) => [
          row.querySelector('label')?.innerText ?? '',
          row.querySelector<HTMLElement>('.what > p')?.innerText ?? '',
        ]),
      ),
    );
  }
}

/** name → value of every field of a page */
export async function valuesOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')].map((field) => [
        /radio|checkbox/.test(field.type) ? `${field.name}=${field.value}` : field.name || field.id,
        /radio|checkbox/.test(field.type) ? String(field.checked) : field.value,
      ]),
    ),
  );
}

/** A key and a certificate that nobody trusts, made for this run. */
function certificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'kazasu-tls-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const args = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ];
    execFileSync('openssl', [...args, '-subj', '/CN=test', '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
