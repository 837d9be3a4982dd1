import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './support/app.ts';
import { Files } from './support/files.ts';
import type { Look, Screen } from './support/screen.ts';
import { signedByCard } from './support/signed.ts';

// every screen of signing, checking and the face, in both languages, light and dark, from 320 px to a desktop
const LOOKS: readonly Required<Look>[] = [
  { language: 'ja', scheme: 'light', width: 320, height: 640 },
  { language: 'ja', scheme: 'light', width: 390, height: 844 },
  { language: 'ja', scheme: 'dark', width: 1280, height: 800 },
  { language: 'en', scheme: 'dark', width: 320, height: 640 },
  { language: 'en', scheme: 'dark', width: 390, height: 844 },
  { language: 'en', scheme: 'light', width: 1280, height: 800 },
];
const TEXT = '登山届\n\n氏名：架空　ひかり\n行き先：模擬岳（\u200B北の道）\n下山：2026年11月24日 15時ごろ\n';

const files = new Files();
const paths = [
  files.write('登山届.txt', TEXT),
  files.write(
    '2026年度_自転車の貸し借りについての契約書_最終版_修正2_これで本当に最後.pdf',
    Uint8Array.from({ length: 1_300_000 }, (_, i) => (i * 89) & 0xff),
  ),
];
let app: App;
beforeAll(async () => {
  app = await App.start();
});
afterAll(async () => {
  await app.close();
  files.close();
});

/** Measures the screen as it stands and keeps its picture. */
async function judge(screen: Screen, name: string): Promise<void> {
  await screen.shot(name);
  expect(await screen.axe(), `axe: ${name}`).toEqual([]);
  expect(await screen.overflow(), `too wide: ${name}`).toEqual([]);
}

describe.each(LOOKS)('every screen, $language $scheme $width px', (look) => {
  it('signs, checks and shows the face, and axe finds nothing', async () => {
    const screen = await app.open(look, '#/do/sign');
    const { t } = screen;
    await screen.choose('foreign');
    await screen.sees(t.sign.first);
    await judge(screen, 'sign-empty');
    await files.choose(screen, ...paths);
    await screen.page.waitForSelector('.entry');
    await judge(screen, 'sign-ready');
    await screen.typePin('ABC123');
    await screen.press(t.sign.go(2));
    await screen.sees(t.sign.result(2));
    await judge(screen, 'sign-result');

    await screen.go('/do/check');
    await screen.sees(t.check.both);
    await judge(screen, 'check-empty');
    await files.choose(screen, paths[0]!);
    await screen.sees(t.check.noSignature);
    await judge(screen, 'check-half');
    const signature = await signedByCard(TEXT, { persona: 'foreign' });
    await files.choose(screen, files.write('登山届.txt.p7s', signature));
    await screen.press(t.check.go);
    await screen.sees(t.check.verdict.simulated);
    await judge(screen, 'check-result');

    await screen.go('/do/face');
    await screen.sees(t.reference.expiry);
    await judge(screen, 'face-entry');
    await screen.press(t.reference.seireki, 'radio');
    await screen.press(t.reference.readingGregorian, 'radio');
    const hint = await screen.page.$eval('.entry .persona', (element) => element.textContent);
    const [expiry, code] = [...hint.matchAll(/\b\d{4}\b/g)].map(([digits]) => digits);
    for (const [part, value] of [
      ['year', '1990'],
      ['month', '11'],
      ['day', '3'],
      ['expiry', expiry!],
    ] as const)
      await screen.page.locator(`[data-part=${part}]`).fill(value);
    await screen.typePin(code!);
    await screen.press(t.data.goNumber);
    await screen.page.waitForSelector('canvas');
    await judge(screen, 'face-result');
    await screen.go('/do');
    await screen.sees(t.procedures.lead);
    await judge(screen, 'services');
    expect(screen.heard).toEqual([]);
    await screen.close();
  });
});
