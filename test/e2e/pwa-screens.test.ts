import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './support/app.ts';
import type { Look, Screen } from './support/screen.ts';

// every screen of the way through, in both languages, light and dark, from 320 px to a desktop
const LOOKS: readonly Required<Look>[] = [
  { language: 'ja', scheme: 'light', width: 320, height: 640 },
  { language: 'ja', scheme: 'light', width: 390, height: 844 },
  { language: 'ja', scheme: 'dark', width: 1280, height: 800 },
  { language: 'en', scheme: 'dark', width: 320, height: 640 },
  { language: 'en', scheme: 'dark', width: 390, height: 844 },
  { language: 'en', scheme: 'light', width: 1280, height: 800 },
];

let app: App;
beforeAll(async () => {
  app = await App.start();
});
afterAll(() => app.close());

/** Measures the screen as it stands and keeps its picture. */
async function judge(screen: Screen, name: string): Promise<void> {
  await screen.shot(name);
  expect(await screen.axe(), `axe: ${name}`).toEqual([]);
  expect(await screen.overflow(), `too wide: ${name}`).toEqual([]);
}

describe.each(LOOKS)('every screen, $language $scheme $width px', (look) => {
  it('reads, proves and shows, and axe finds nothing', async () => {
    const screen = await app.open(look);
    const { t } = screen;
    await screen.sees(t.start.go);
    await judge(screen, 'start');

    await screen.openCard('adult');
    await judge(screen, 'card');
    await screen.press(t.card.next, 'link');
    await screen.sees(t.procedures.lead);
    await judge(screen, 'services');

    await screen.press(t.procedures.data.title, 'link');
    await screen.sees(t.data.go);
    await judge(screen, 'data-entry');
    await screen.press(t.data.byNumber, 'radio');
    await screen.sees(t.reference.expiry);
    await judge(screen, 'data-number-entry');
    await screen.press(t.data.byPin, 'radio');
    await screen.typePin('1234');
    await screen.press(t.data.go);
    await screen.sees(t.data.shownOnly);
    await screen.sees('架空 ひかり');
    await screen.sees('昭和60年4月12日');
    await judge(screen, 'data-result');

    await screen.go('/do/prove');
    await screen.sees(t.prove.go);
    await judge(screen, 'prove-entry');
    await screen.typePin('1234');
    await screen.press(t.prove.go);
    await screen.sees(t.prove.headline);
    for (const row of Object.values(t.prove.row)) await screen.sees(row.name);
    await screen.sees(t.prove.row.revocation['not-checked']);
    await screen.sees(`origin: ${new URL(app.url).origin}`);
    await screen.page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    await judge(screen, 'prove-result');
    expect(screen.heard).toEqual([]);
    await screen.close();
  });
});

// a narrow and a wide look are enough for what differs only in its words and lengths
describe.each([LOOKS[0]!, LOOKS[4]!, LOOKS[5]!])('what cards say, $language $scheme $width px', (look) => {
  it('shows each kind of card in its own words', async () => {
    for (const [persona, says] of [
      ['child', 'signingMissing'],
      ['expired', 'authenticationExpired'],
      ['blocked', undefined],
      ['expiring', undefined],
    ] as const) {
      const screen = await app.open(look);
      const { t } = screen;
      await screen.openCard(persona);
      if (says) await screen.sees(t.card.advice[says].title);
      if (persona === 'blocked') await screen.sees(t.card.where.counter);
      if (persona === 'expiring') await screen.sees(t.card.advice.authenticationSoon(20).title);
      await judge(screen, `card-${persona}`);
      await screen.close();
    }
  });

  it('holds the longest name, rare kanji, and what is not understood', async () => {
    for (const [persona, name] of [
      ['foreign', 'IMAGINARIA-PLACEHOLDER THEODORA EVANGELINA MAXIMILIANA'],
      ['rare-kanji', '𡈽見 架\u9089\u{E0102}'],
      ['furigana', 'カクウ ヨミ'],
    ] as const) {
      const screen = await app.open(look, '#/do/data');
      const { t } = screen;
      await screen.choose(persona);
      await screen.sees(t.data.go);
      await screen.typePin('1234');
      await screen.press(t.data.go);
      await screen.sees(name);
      if (persona === 'furigana') {
        await screen.sees(t.data.unknownTag('DF26'));
        await screen.sees(t.data.otherSex('3'));
      }
      await judge(screen, `data-${persona}`);
      await screen.close();
    }
  });
});
