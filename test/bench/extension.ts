import { existsSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { pack } from '../../tools/package.mjs';
import { Filling, type Panel } from '../e2e/support/filling.ts';
import { largeForm } from '../support/large-form.ts';
import type { Figures } from './main.ts';

const ROUNDS = 5;
const FIELDS = 500;
/** the panel looks again for 2 s at a page that it may not see yet; a person's click comes later than that */
const SETTLED_MS = 2500;
/** fields of the pages that are filled; both take the same waits, so that their difference is our own time */
const [FEW, MANY] = [40, 480];

/** The built extension in Chromium: from the click on its icon to the list, filling, memory, and what the store gets. */
export async function bench(): Promise<Figures> {
  const filling = await Filling.start();
  try {
    return {
      ...(await clicks(filling)),
      ...(await fills(filling)),
      ...(existsSync('dist/store') && { 'extension.zip.bytes': pack('dist/store').length }),
    };
  } finally {
    await filling.close();
  }
}

/** From a click on the icon until the list of a page with 500 fields is painted. */
async function clicks(filling: Filling): Promise<Figures> {
  const opening = await opened(filling);
  const panel = await filling.panel();
  const first: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await settled(filling, largeForm(FIELDS).replace('お申込者 1<', `初回 ${round}<`));
    first.push(await click(filling, page, panel.screen.page, `初回 ${round}`));
    // another heading in the same document: the list shows when it was made anew
    await page.evaluate((name) => {
      document.querySelector('h2')!.textContent = name;
    }, `再び ${round}`);
    again.push(await click(filling, page, panel.screen.page, `再び ${round}`));
    if (round < ROUNDS - 1) await page.close();
  }
  return {
    'extension.click.opening.ms': opening,
    'extension.click.first.ms': median(first),
    'extension.click.again.ms': median(again),
    'extension.click.rows': (await panel.screen.page.$$('.row')).length,
    'extension.panel.heap.mib': await heap(panel.screen.page),
  };
}

/** The click that opens the panel, too. */
async function opened(filling: Filling): Promise<number> {
  const page = await settled(filling, largeForm(FIELDS));
  const start = Date.now();
  await filling.press(page);
  const address = `chrome-extension://${filling.id}/panel.html`;
  const target = await filling.browser.waitForTarget((one) => one.url().startsWith(address));
  const end = await shown(await target.asPage(), 'h3', 'お申込者 1');
  await page.close();
  return end - start;
}

async function click(filling: Filling, page: Page, panel: Page, heading: string): Promise<number> {
  const listed = shown(panel, 'h3', heading);
  await page.bringToFront();
  const start = Date.now();
  await filling.press(page);
  return (await listed) - start;
}

/** From the press on Fill until the result is painted, on pages without postal codes: no look-up is waited for. */
async function fills(filling: Filling): Promise<Figures> {
  const panel = await filling.panel();
  const times = { few: [] as number[], many: [] as number[] };
  let written = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const few = await fill(filling, panel, FEW);
    const many = await fill(filling, panel, MANY);
    times.few.push(few.ms);
    times.many.push(many.ms);
    written = many.written - few.written;
  }
  const own = median(times.many) - median(times.few);
  return {
    'extension.fill.per20.ms': (20 * own) / written,
    [`extension.fill.${FEW}.ms`]: median(times.few),
  };
}

async function fill(
  filling: Filling,
  panel: Panel,
  fields: number,
): Promise<{ readonly ms: number; readonly written: number }> {
  const body = largeForm(fields).replaceAll(/<tr><th>郵便番号.*?<\/tr>/g, '');
  const page = await settled(filling, body);
  const { screen, t } = panel;
  await click(filling, page, screen.page, 'お申込者 1');
  if (!(await screen.text()).includes(t.fill.kept)) await panel.readCard();
  const button = await screen.page.$$eval(
    '.actions.wide button',
    (all) => all.map(({ innerText }) => innerText).at(-1) ?? '',
  );
  const written = Number(/\d+/.exec(button)?.[0]);
  if (button !== t.fill.go(written)) throw new Error(`cannot fill: ${await screen.text()}`);
  const done = shown(screen.page, 'h2', t.done.title);
  const start = Date.now();
  await panel.press(button);
  const ms = (await done) - start;
  await page.close();
  return { ms, written };
}

/** A page in front that the panel has given up looking at. */
async function settled(filling: Filling, body: string): Promise<Page> {
  const page = await filling.visit(filling.serve(body));
  await new Promise((done) => setTimeout(done, SETTLED_MS));
  return page;
}

/** @returns the time when an element of this kind says this and is painted */
async function shown(page: Page, kind: string, text: string): Promise<number> {
  const painted = await page.waitForFunction(
    (selector, wanted) =>
      [...document.querySelectorAll(selector)].some((one) => one.textContent.trim() === wanted) &&
      // looked for before each frame: a task comes after its painting
      new Promise<number>((done) => setTimeout(() => done(Date.now()))),
    { polling: 'raf' },
    kind,
    text,
  );
  return Number(await painted.jsonValue());
}

/** MiB of objects that are in use */
async function heap(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 2 ** 20;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
