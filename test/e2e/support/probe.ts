import type { Page } from 'puppeteer';
import { STANDARD_PERSON } from '../../forms/score.ts';

/** One field that was written: its `name` or id. */
export interface Wrote {
  readonly name: string;
  readonly attribute: string;
  readonly value: string;
}

interface Kazasu {
  fill(
    document: Document,
    person: unknown,
  ): Promise<{ element: Element; attribute: string; value: string }[]>;
  restore(document: Document): Promise<{ key: number; outcome: string }[]>;
}

/** dist/probe/form.js in a page, with the fictional person of test/forms without a building. */
export class Probe {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async in(page: Page, script: string): Promise<Probe> {
    await page.evaluate(script);
    return new Probe(page);
  }

  fill(): Promise<Wrote[]> {
    const person = { ...STANDARD_PERSON, address: '東京都千代田区霞が関二丁目１番３号' };
    return this.#page.evaluate(async (one) => {
      const { kazasuForm } = globalThis as unknown as { kazasuForm: Kazasu };
      const all = await kazasuForm.fill(document, one);
      return all.map(({ element, attribute, value }) => ({
        name: element.getAttribute('name') ?? element.id,
        attribute,
        value,
      }));
    }, person);
  }

  restore(): Promise<{ key: number; outcome: string }[]> {
    return this.#page.evaluate(() =>
      (globalThis as unknown as { kazasuForm: Kazasu }).kazasuForm.restore(document),
    );
  }
}
