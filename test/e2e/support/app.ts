import type { Browser } from 'puppeteer';
import { startServer } from '../../../tools/serve.mjs';
import { launchBrowser } from './browser.ts';
import { type Look, Screen } from './screen.ts';

/** The built PWA, served with its production headers, and a browser to look at it with. */
export class App {
  readonly url: string;
  readonly browser: Browser;
  readonly #close: () => Promise<void>;

  private constructor(url: string, browser: Browser, close: () => Promise<void>) {
    this.url = url;
    this.browser = browser;
    this.#close = close;
  }

  static async start(): Promise<App> {
    const [server, browser] = await Promise.all([startServer({ root: 'dist/pwa' }), launchBrowser()]);
    return new App(server.url, browser, async () => {
      await browser.close();
      await server.close();
    });
  }

  /** A screen in a profile of its own: nothing is shared with another. */
  async open(look: Look = {}, hash = ''): Promise<Screen> {
    return Screen.open(await this.browser.createBrowserContext(), `${this.url}${hash}`, look);
  }

  close(): Promise<void> {
    return this.#close();
  }
}
