import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Filling, type Panel, valuesOf } from './support/filling.ts';
import { Files } from './support/files.ts';

let filling: Filling;
const files = new Files();
beforeAll(async () => {
  filling = await Filling.start();
});
afterAll(async () => {
  files.close();
  await filling.close();
});

const FORM = `<form><label>お名前 <input name="n"></label><label>フリガナ <input name="k"></label>
  <label>メールアドレス <input name="m"></label></form>`;

/** Puts a text into a box, or empties it, as typing would. */
async function write(panel: Panel, label: string, text: string): Promise<void> {
  const box = await panel.screen.page.waitForSelector(`::-p-aria([name="${label}"][role="textbox"])`);
  await box!.evaluate((input, value) => {
    (input as HTMLInputElement).value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

describe('own notes', () => {
  it.each(['ja', 'en'] as const)(
    'are written, kept, filled with, taken along and erased: %s',
    async (language) => {
      const page = await filling.visit(filling.serve(FORM));
      await filling.press(page);
      const panel = await filling.panel(language);
      const { screen, t } = panel;
      await panel.press(t.me.title);
      await screen.sees(t.me.lead);
      await screen.page.setViewport({ width: 390, height: 844 });
      expect(await screen.axe()).toEqual([]);
      await write(panel, t.datum.familyNameKana, 'かくう');
      await write(panel, t.datum.givenNameKana, 'ひかり');
      await write(panel, t.datum.mail, 'hikari@example.jp');
      await write(panel, t.datum.mobile, '123456789018');
      await screen.sees(t.me.problem.myNumber);
      await write(panel, t.datum.mobile, '');
      await panel.press(t.me.save);
      await screen.sees(t.me.end.saved);
      await screen.shot('notes');
      // a file under a passphrase, opened again after everything was erased
      const downloads = await files.receive(screen);
      await write(panel, t.me.travel.passphrase, 'かくしことば12');
      await panel.press(t.me.travel.save);
      const file = await downloads.content('kazasu-notes.json');
      expect(file.toString()).not.toMatch(/hikari|かくう/);
      await panel.press(t.me.erase.go);
      await panel.press(t.me.erase.yes);
      await screen.sees(t.me.end.erased);
      await write(panel, t.me.travel.passphrase, 'かくしことば12');
      await files.choose(screen, files.write('notes.json', file));
      await screen.sees(t.me.travel.taken);
      await panel.press(t.me.save);
      await screen.sees(t.me.end.saved);
      // kept over a restart of the panel, and without the card the notes alone can be filled in
      await screen.page.reload();
      await screen.page.waitForFunction(() => document.querySelectorAll('input').length > 5);
      await panel.press(t.me.back);
      await panel.press(t.fill.go(2));
      await screen.sees(t.done.title);
      expect(await valuesOf(page)).toEqual({ n: '', k: 'カクウ　ヒカリ', m: 'hikari@example.jp' });
      await panel.press(t.done.undo);
      await screen.sees(t.done.undoneText);
      expect(await valuesOf(page)).toEqual({ n: '', k: '', m: '' });
      await panel.press(t.me.title);
      await panel.press(t.me.erase.go);
      await panel.press(t.me.erase.yes);
      await screen.sees(t.me.end.erased);
      await panel.press(t.me.back);
      await page.close();
    },
  );

  it('lie on the disk as nothing that could be read', async () => {
    const page = await filling.visit(filling.serve(FORM));
    await filling.press(page);
    const { screen } = await filling.panel();
    const stored = await screen.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const request = indexedDB.open('kazasu-vault');
          request.onsuccess = () => {
            const all = request.result.transaction('keys').objectStore('keys').getAll();
            all.onsuccess = () =>
              resolve((all.result as CryptoKey[]).map(({ extractable }) => extractable).join());
          };
        }),
    );
    expect(stored === '' || stored === 'false').toBe(true);
    await page.close();
  });

  it('says which sites are always allowed: none, until somebody allows one', async () => {
    const page = await filling.visit(filling.serve(FORM));
    await filling.press(page);
    const panel = await filling.panel();
    await panel.press(panel.t.sites.title);
    await panel.screen.sees(panel.t.sites.none);
    expect(await panel.screen.axe()).toEqual([]);
    const manifest = JSON.parse(readFileSync('dist/extension/manifest.json', 'utf8')) as Record<
      string,
      unknown
    >;
    expect(manifest).not.toHaveProperty('host_permissions');
  });
});
