import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'puppeteer';
import { en } from '../../../pwa/messages/en.ts';
import { ja, type Messages } from '../../../pwa/messages/ja.ts';

export type Language = 'ja' | 'en';
export type Scheme = 'light' | 'dark';

export interface Look {
  readonly language?: Language;
  readonly scheme?: Scheme;
  readonly width?: number;
  readonly height?: number;
}

export const MESSAGES: Readonly<Record<Language, Messages>> = { ja, en };
const FOLDER = join(import.meta.dirname, '../../../dist/screenshots');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One page of the app as a person sees it: found by its words, measured by axe, kept as a picture. */
export class Screen {
  readonly page: Page;
  readonly language: Language;
  readonly scheme: Scheme;
  /** everything the page said on its console, and its uncaught errors */
  readonly heard: string[] = [];

  private constructor(page: Page, { language = 'ja', scheme = 'light' }: Look) {
    this.page = page;
    this.language = language;
    this.scheme = scheme;
    page.on('console', (message) => this.heard.push(message.text()));
    page.on('pageerror', (error) => this.heard.push(error instanceof Error ? error.message : String(error)));
  }

  /** A page that is open already, as it came. */
  static on(page: Page, language: Language = 'ja'): Screen {
    return new Screen(page, { language });
  }

  static async open(context: BrowserContext, url: string, look: Look = {}): Promise<Screen> {
    const { language = 'ja', scheme = 'light', width = 390, height = 844 } = look;
    const page = await context.newPage();
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await page.evaluateOnNewDocument((chosen) => {
      try {
        localStorage.setItem('kazasu.language', chosen);
      } catch {
        // a page without storage, such as about:blank
      }
    }, language);
    const screen = new Screen(page, look);
    await page.goto(url);
    return screen;
  }

  get t(): Messages {
    return MESSAGES[this.language];
  }

  /** Waits until the words stand on the screen. */
  async sees(text: string, timeout = 10_000): Promise<void> {
    const seen = this.page.waitForFunction(
      (wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted),
      { timeout },
      text.replace(/\s+/g, ' '),
    );
    await seen.catch(async (cause: unknown) => {
      throw new Error(`“${text}” is not on the screen:\n${await this.text()}`, { cause });
    });
  }

  async text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  /** Presses what has this accessible name. */
  async press(name: string, role: 'button' | 'link' | 'radio' = 'button'): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).click();
  }

  async has(name: string, role = 'button'): Promise<boolean> {
    return (await this.page.$(`::-p-aria([name="${name}"][role="${role}"])`)) !== null;
  }

  /** On the start page: opens a persona's software card. */
  async choose(persona: string): Promise<void> {
    await this.page.locator('.choose select').fill(persona);
    await this.press(this.t.start.go);
  }

  /** From the start page to the card of a persona, as soon as it was read. */
  async openCard(persona: string): Promise<void> {
    await this.choose(persona);
    await this.sees(this.t.card.triesLead);
  }

  async go(hash: string): Promise<void> {
    await this.page.evaluate((to) => {
      location.hash = to;
    }, hash);
  }

  /** Types with the keyboard into the PIN field that is on the screen. */
  async typePin(pin: string): Promise<void> {
    await this.page.locator('.entry input').click();
    await this.page.keyboard.type(pin);
  }

  /** Works the software card's own controls. */
  async handle(what: {
    readonly there?: boolean;
    readonly delayMs?: number;
    readonly swap?: string;
  }): Promise<void> {
    await this.page.$eval('details.software', (panel) => panel.setAttribute('open', ''));
    if (what.swap !== undefined) await this.page.locator('.software select[id$=swap]').fill(what.swap);
    if (what.delayMs !== undefined) {
      await this.page.locator('.software select[id$=speed]').fill(String(what.delayMs));
    }
    if (what.there !== undefined) {
      await this.press(what.there ? this.t.software.put : this.t.software.take);
    }
  }

  /** Takes the software card away as soon as the words stand on the screen, faster than a test could. */
  async takeWhen(text: string): Promise<void> {
    await this.handle({});
    await this.page.evaluate(
      (wanted, name) => {
        const observer = new MutationObserver(() => {
          if (!document.body.innerText.includes(wanted)) return;
          observer.disconnect();
          const buttons = [...document.querySelectorAll<HTMLButtonElement>('.software button')];
          buttons.find((button) => button.innerText === name)?.click();
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      },
      text,
      this.t.software.take,
    );
  }

  /** Closes the page and its profile. */
  close(): Promise<void> {
    return this.page.browserContext().close();
  }

  /** What axe finds, as `rule: element` lines; empty when there is nothing. */
  async axe(without: readonly string[] = []): Promise<readonly string[]> {
    await this.page.evaluate(AXE);
    return this.page.evaluate(async (off) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
      const { violations } = await axe.run(document, { runOnly: tags, rules });
      return violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ target }) => `${impact ?? ''} ${id}: ${target.join(' ')}`),
      );
    }, without);
  }

  /** Is anything wider than the window? Returns the culprits. */
  async overflow(): Promise<readonly string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter(
          (element) =>
            !(element instanceof SVGElement) &&
            element.closest('pre, .visually-hidden, .skip') === null &&
            element.getBoundingClientRect().right > innerWidth + 1,
        )
        .map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
    );
  }

  /** Keeps a picture, usually of the whole page, as dist/screenshots/NAME-lang-width.png. */
  async shot(name: string, fullPage = true): Promise<void> {
    mkdirSync(FOLDER, { recursive: true });
    const width = this.page.viewport()?.width ?? 0;
    const scheme = this.scheme === 'dark' ? '-dark' : '';
    await this.page.screenshot({
      path: join(FOLDER, `${name}${scheme}-${this.language}-${width}.png`),
      fullPage,
    });
  }
}
