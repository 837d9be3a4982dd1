import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer';
import { STANDARD_PERSON } from '../../forms/score.ts';
import { launchBrowser } from './browser.ts';

/** What a postal code stands for, as the data of yubinbango have it: number of the prefecture, municipality, town. */
const ADDRESSES = { '1000013': [13, '千代田区', '霞が関'], '5300001': [27, '大阪市北区', '梅田'] };
const require = createRequire(import.meta.url);
const CORE = readFileSync(require.resolve('yubinbango-core2'), 'utf8');
const PROBE = readFileSync('dist/probe/form.js', 'utf8');

interface Probe {
  readonly fill: (document: Document, person: unknown) => Promise<unknown>;
}

/** What a page shows after filling. `answers`: how often its look-up has written, which it counts itself. */
export interface Shown {
  readonly values: Readonly<Record<string, string>>;
  readonly answers: number;
  readonly sent: boolean;
  readonly milliseconds: number;
}

/** Pages that look addresses up by postal code, as shops do, with their data on this computer. */
export class LookUpSite {
  readonly #server: Server;
  readonly #browser: Browser;
  #body = '';

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  static async start(): Promise<LookUpSite> {
    const server = createServer();
    const site = new LookUpSite(server, await launchBrowser());
    server.on('request', ({ url = '' }, response) => {
      void site.#answer(new URL(url, 'http://localhost')).then(([type, text]) => {
        response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return site;
  }

  async #answer({ pathname, searchParams }: URL): Promise<[type: string, text: string]> {
    await sleep(Number(searchParams.get('delay') ?? 0));
    if (pathname === '/core.js') return ['text/javascript', `var module = {};\n${CORE}`];
    if (pathname === '/zip.js') return ['text/javascript', `zipdata(${JSON.stringify(ADDRESSES)})`];
    if (pathname === '/none.json') return ['application/json', '{}'];
    if (pathname === '/zip.json') return ['application/json', JSON.stringify(ADDRESSES)];
    return [
      'text/html',
      `<!doctype html><html lang="ja"><meta charset="utf-8"><body>${this.#body}</body></html>`,
    ];
  }

  /** Opens a page, fills it with the standard person of test/forms/FORMAT.md and tells what stands there. */
  async fill(body: string, afterwards = 0): Promise<Shown> {
    this.#body = body;
    const page = await this.#browser.newPage();
    try {
      await this.#stayHere(page);
      page.on('dialog', (dialog) => void dialog.accept());
      await page.goto(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`);
      await page.evaluate(PROBE);
      const begun = Date.now();
      await page.evaluate(async (person) => {
        await (globalThis as unknown as { kazasuForm: Probe }).kazasuForm.fill(document, person);
      }, STANDARD_PERSON);
      const milliseconds = Date.now() - begun;
      await sleep(afterwards);
      const shown = await page.evaluate(() => ({
        values: Object.fromEntries(
          [...document.querySelectorAll<HTMLInputElement>('input[name], select[name]')].map((e) => [
            e.name,
            e.value,
          ]),
        ),
        answers: (globalThis as unknown as { answers?: number }).answers ?? 0,
        sent: document.title === 'SENT',
      }));
      return { ...shown, milliseconds };
    } finally {
      await page.close();
    }
  }

  /** The data that yubinbango fetches from its own host are answered here; anything else outside is refused. */
  async #stayHere(page: Page): Promise<void> {
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const { hostname, pathname } = new URL(request.url());
      if (hostname === '127.0.0.1') return void request.continue();
      if (hostname !== 'yubinbango.github.io') return void request.abort();
      const area = /(\d{3})\.js$/.exec(pathname)?.[1] ?? '';
      const data = Object.fromEntries(Object.entries(ADDRESSES).filter(([code]) => code.startsWith(area)));
      void request.respond({ contentType: 'text/javascript', body: `$yubin(${JSON.stringify(data)})` });
    });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }
}
