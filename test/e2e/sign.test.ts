import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64url } from '../../core/bytes/base64url.ts';
import { TEST_ROOTS } from '../../core/pki/test-roots.ts';
import { pem } from '../peers/openssl.ts';
import { App } from './support/app.ts';
import { Files } from './support/files.ts';
import type { Look, Screen } from './support/screen.ts';

const PLEDGE = '誓約書\n\n私は、山に入るとき、登山届を出します。\n';
const files = new Files();
const pledge = files.write('誓約書.txt', PLEDGE);
const photo = files.write(
  '写真.bin',
  Uint8Array.from({ length: 5000 }, (_, i) => (i * 89) & 0xff),
);
const roots = files.write(
  'roots.pem',
  TEST_ROOTS.map(({ certificate }) => pem('CERTIFICATE', fromBase64url(certificate))).join(''),
);

let app: App;
beforeAll(async () => {
  app = await App.start();
});
afterAll(async () => {
  await app.close();
  files.close();
});

/** At the signing screen of a persona, nothing chosen yet. */
async function atSigning(look: Look = {}, persona = 'adult'): Promise<Screen> {
  const screen = await app.open(look, '#/do/sign');
  await screen.choose(persona);
  await screen.sees(screen.t.sign.first);
  return screen;
}

/** At the password, the files chosen and gone through. */
async function atPassword(paths: readonly string[], look: Look = {}, persona = 'adult'): Promise<Screen> {
  const screen = await atSigning(look, persona);
  await files.choose(screen, ...paths);
  await screen.page.waitForSelector('.entry');
  return screen;
}

async function sign(screen: Screen, count = 1): Promise<void> {
  await screen.typePin('abc123');
  await screen.press(screen.t.sign.go(count));
  await screen.sees(screen.t.sign.result(count));
}

/** Does openssl accept it as CMS and CAdES, down to the test roots? */
function opensslAccepts(signature: string, content?: string): boolean {
  const trust = ['-CAfile', roots, '-purpose', 'any', '-cades', '-out', join(files.folder, 'out')];
  const beside = content === undefined ? [] : ['-content', content];
  const read = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', signature];
  return spawnSync('openssl', [...read, ...beside, ...trust]).status === 0;
}

describe('signing a file', () => {
  it('shows it whole, signs it, and openssl and this page accept what was saved', async () => {
    const screen = await atPassword([pledge]);
    const { t } = screen;
    const downloads = await files.receive(screen);
    await screen.sees('私は、山に入るとき、登山届を出します。');
    const digest = createHash('sha256').update(PLEDGE).digest('hex').toUpperCase();
    await screen.sees(`${digest.slice(0, 8)} … ${digest.slice(-8)}`);
    await screen.sees(t.pin.left(5));
    for (const sentence of t.sign.meaning) await screen.sees(sentence);
    expect(downloads.names()).toEqual([]);

    await sign(screen);
    await screen.sees(t.sign.simulated);
    await screen.sees('架空 ひかり');
    await screen.sees('東京都千代田区模擬町');
    await screen.sees(t.prove.row.chain.test('Kazasu test signca03'));
    await screen.sees(t.prove.row.time.device);
    await screen.sees(t.prove.row.revocation['not-checked']);
    // nothing is saved by itself
    expect(downloads.names()).toEqual([]);
    await screen.press(t.sign.saveAll(1));
    await screen.sees(t.files.saved('誓約書.txt.p7s'));
    await downloads.content('誓約書.txt.p7s');
    expect(opensslAccepts(downloads.path('誓約書.txt.p7s'), pledge)).toBe(true);
    expect(opensslAccepts(downloads.path('誓約書.txt.p7s'), photo)).toBe(false);

    await screen.go('/do/check');
    await screen.sees(t.check.both);
    await files.choose(screen, downloads.path('誓約書.txt.p7s'), pledge);
    await screen.press(t.check.go);
    await screen.sees(t.check.verdict.simulated);
    await screen.sees(t.check.row.content.ok);

    // the dates of the signing certificate are known now, until another card is read
    await screen.go('/card');
    await screen.sees(t.card.signingFormal);
    expect(await screen.text()).not.toContain(t.card.signingHidden);
    expect(screen.heard).toEqual([]);
    await screen.close();
  });

  it('signs several files under one password, each by itself, with the file inside', async () => {
    const screen = await atPassword([pledge, photo]);
    const { t } = screen;
    const downloads = await files.receive(screen);
    await screen.sees(t.sign.passwordOnce(2));
    await screen.sees(t.files.notShown);
    await screen.page.locator('fieldset label:nth-of-type(2) input').click();
    await sign(screen, 2);
    await screen.press(t.sign.saveAll(2));
    for (const [name, inside] of [
      ['誓約書.txt.p7m', pledge],
      ['写真.bin.p7m', photo],
    ] as const) {
      await downloads.content(name);
      expect(opensslAccepts(downloads.path(name)), name).toBe(true);
      expect(readFileSync(join(files.folder, 'out')).equals(readFileSync(inside)), name).toBe(true);
    }
    await screen.close();
  });

  it('saves where the person says, and takes no for an answer', async () => {
    const screen = await atPassword([pledge]);
    const { t } = screen;
    await sign(screen);
    await screen.page.evaluate(() => {
      const window = globalThis as unknown as { showSaveFilePicker: unknown };
      window.showSaveFilePicker = () => Promise.reject(new DOMException('no', 'AbortError'));
    });
    await screen.press(t.files.savePlaceNamed('誓約書.txt.p7s'));
    await screen.sees(t.sign.stays);
    await screen.page.evaluate(() => {
      const window = globalThis as unknown as { showSaveFilePicker: unknown };
      window.showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
    });
    await screen.press(t.files.savePlaceNamed('誓約書.txt.p7s'));
    await screen.sees(t.files.saved('誓約書.txt.p7s'));
    const saved = await screen.page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      const file = await (await folder.getFileHandle('誓約書.txt.p7s')).getFile();
      return [...new Uint8Array(await file.arrayBuffer())];
    });
    expect(opensslAccepts(files.write('picked.p7s', Uint8Array.from(saved)), pledge)).toBe(true);
    await screen.close();
  });

  it('marks substitute characters by their position', async () => {
    const screen = await atPassword([pledge], {}, 'substitutes');
    await sign(screen);
    expect((await screen.page.$$('mark')).length).toBeGreaterThan(0);
    await screen.sees('代替文字です');
    expect(await screen.axe()).toEqual([]);
    await screen.shot('sign-substitutes');
    await screen.close();
  });

  it('is not offered where there is no signing certificate', async () => {
    const screen = await atSigning({}, 'child');
    await screen.go('/card');
    await screen.sees(screen.t.card.triesLead);
    await screen.go('/do/sign');
    await screen.sees(screen.t.card.advice.signingMissing.title);
    await screen.close();
  });
});

describe('what goes wrong while signing', () => {
  it('a wrong password: says what it cost, asks before the last try, and leaves nothing to save', async () => {
    const screen = await atPassword([pledge]);
    const { t } = screen;
    for (const left of [4, 3, 2]) {
      await screen.typePin('WRONG1');
      await screen.press(t.sign.go(1));
      await screen.sees(t.refusal.wrongCost(t.pin.left(left)));
    }
    expect(await screen.axe()).toEqual([]);
    await screen.typePin('WRONG1');
    await screen.press(t.sign.go(1));
    await screen.sees(t.refusal.last);
    expect(await screen.page.$('.entry')).toBeNull();
    await screen.press(t.refusal.lastGo);
    await screen.typePin('WRONG1');
    await screen.press(t.sign.go(1));
    await screen.sees(t.refusal.blockedNow(t.pin.name.signing));
    await screen.sees(t.card.where.jpki);
    expect(await screen.has(t.sign.saveAll(1))).toBe(false);
    await screen.close();
  });

  it('one try left: asks in so many words, and signs', async () => {
    const screen = await atSigning({}, 'last-try');
    const { t } = screen;
    await files.choose(screen, pledge);
    await screen.sees(t.refusal.last);
    await screen.press(t.refusal.lastGo);
    await sign(screen);
    await screen.close();
  });

  it('the card taken away while it signs: nothing to save, and the tries as they are', async () => {
    const screen = await atPassword([pledge]);
    const { t } = screen;
    await screen.handle({ delayMs: 300 });
    await screen.typePin('ABC123');
    await screen.takeWhen(t.task.step.sign);
    await screen.press(t.sign.go(1));
    await screen.sees(t.failure.errors['card.lost'].what);
    await screen.sees(t.failure.try['not-used']);
    expect(await screen.has(t.sign.saveAll(1))).toBe(false);
    await screen.handle({ there: true });
    await screen.press(t.task.again);
    await screen.sees(t.pin.left(5));
    await sign(screen);
    await screen.close();
  });

  it('a file of several GB: shows how far it is, and stops when told', async () => {
    const screen = await atSigning();
    const { t } = screen;
    const large = files.sparse('large.iso', 5_000_000_000);
    await files.choose(screen, large, pledge);
    await screen.page.waitForSelector('progress');
    await screen.sees('5 GB');
    await screen.sees(t.files.waiting);
    expect(await screen.page.$('.entry')).toBeNull();
    await screen.shot('sign-hashing');
    expect(await screen.axe()).toEqual([]);
    await screen.press(t.files.stop('large.iso'));
    // the next one has its turn, and only it is signed
    await screen.page.waitForSelector('.entry');
    expect(await screen.text()).not.toContain('large.iso');
    await sign(screen);
    await screen.close();
  });

  it('a file that changes under it: says so, and signs nothing before it is taken out', async () => {
    const late = files.write('late.bin', new Uint8Array(200_000_000));
    const screen = await atSigning();
    const { t } = screen;
    await files.choose(screen, late, pledge);
    await screen.page.waitForSelector('progress');
    files.write('late.bin', 'something else now');
    await screen.sees(t.failure.errors['file.unreadable'].what);
    await screen.sees(t.sign.broken);
    expect(await screen.page.$('.entry')).toBeNull();
    expect(await screen.axe()).toEqual([]);
    await screen.shot('sign-unreadable');
    await screen.press(t.files.remove('late.bin'));
    await screen.page.waitForSelector('.entry');
    await screen.close();
  });
});
