import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeParties, type Parties, FILE as FOREIGN_FILE } from '../peers/cms-parties.ts';
import { App } from './support/app.ts';
import { Files } from './support/files.ts';
import type { Look, Screen } from './support/screen.ts';
import { signedByCard } from './support/signed.ts';

const TEXT = '誓約書\n\n私は、山に入るとき、登山届を出します。\n';
const files = new Files();
const pledge = files.write('誓約書.txt', TEXT);
const other = files.write('別の書類.txt', 'これは別の書類です。\n');
const detached = async (): Promise<string> => files.write('誓約書.txt.p7s', await signedByCard(TEXT));

let app: App;
let parties: Parties;
beforeAll(async () => {
  [app, parties] = await Promise.all([App.start(), makeParties()]);
});
afterAll(async () => {
  parties.openssl.close();
  await app.close();
  files.close();
});

/** At the checking screen: no card, no reader, no persona chosen. */
async function atCheck(look: Look = {}): Promise<Screen> {
  const screen = await app.open(look, '#/do/check');
  await screen.sees(screen.t.check.both);
  return screen;
}

async function check(screen: Screen, ...paths: readonly string[]): Promise<void> {
  await files.choose(screen, ...paths);
  await screen.press(screen.t.check.go);
  await screen.sees(screen.t.check.checks);
}

/** name and mark of each row, as a person reads them */
const rows = (screen: Screen): Promise<readonly string[]> =>
  screen.page.$$eval('.panel li .name', (names) =>
    names.map((name) => (name as HTMLElement).innerText.replace(/\s+/g, ' ')),
  );

describe('checking a signature', () => {
  it('needs no card: both files at once, in any order, a report check by check', async () => {
    const signature = await detached();
    for (const paths of [
      [signature, pledge],
      [pledge, signature],
    ]) {
      const screen = await atCheck();
      const { t } = screen;
      expect(await screen.has(t.shell.card, 'link')).toBe(false);
      await check(screen, ...paths);
      await screen.sees(t.check.verdict.simulated);
      const { mark } = t.prove;
      const name = { ...t.prove.row, ...t.sign.row, ...t.check.row };
      expect(await rows(screen)).toEqual([
        `${name.format.name} ${mark.good}`,
        `${name.chain.name} ${mark.simulated}`,
        `${name.period.name} ${mark.good}`,
        `${name.periodAtSigning.name} ${mark.good}`,
        `${name.purpose.name} ${mark.good}`,
        `${name.cryptographic.name} ${mark.good}`,
        `${name.contentType.name} ${mark.good}`,
        `${name.content.name} ${mark.good}`,
        `${name.signingCertificate.name} ${mark.good}`,
        `${name.revocation.name} ${mark.open}`,
        `${name.time.name} ${mark.open}`,
      ]);
      await screen.sees('架空 ひかり');
      // a test root is never taken for a real one, and nothing is called more than it is
      expect(await screen.text()).not.toContain(t.check.verdict.right);
      expect(await screen.text()).not.toMatch(/有効/);
      expect(screen.heard).toEqual([]);
      await screen.close();
    }
  });

  it('tells a file that was changed, and a signature that belongs to another', async () => {
    const signature = await detached();
    const screen = await atCheck();
    const { t } = screen;
    await check(screen, signature, other);
    await screen.sees(t.check.verdict.wrong);
    await screen.sees(t.check.row.content.changed);
    await screen.sees(t.check.verdictText.wrong);
    expect(await screen.axe()).toEqual([]);
    await screen.shot('check-changed');

    // the last byte of the file is one bit off
    const bytes = Buffer.from(TEXT);
    bytes[bytes.length - 2]! ^= 1;
    await screen.press(t.check.another);
    await check(screen, signature, files.write('bit.txt', bytes));
    await screen.sees(t.check.verdict.wrong);

    // and of the signature value
    const cms = Buffer.from(await signedByCard(TEXT));
    cms[cms.length - 1]! ^= 1;
    await screen.press(t.check.another);
    await check(screen, files.write('flip.p7s', cms), pledge);
    await screen.sees(t.check.verdict.wrong);
    await screen.sees(t.sign.row.cryptographic.failed);
    await screen.close();
  });

  it('does not vouch for a signer nobody here knows', async () => {
    const screen = await atCheck();
    const { t } = screen;
    const signature = files.write('foreign.p7s', await parties.sign());
    await check(screen, signature, files.write('foreign', FOREIGN_FILE));
    await screen.sees(t.check.verdict.unfit);
    await screen.sees(t.prove.row.chain['unknown-issuer']);
    await screen.sees(t.sign.row.cryptographic.ok);
    await screen.close();
  });

  it('warns of certificates that have expired', async () => {
    const screen = await atCheck();
    const signature = files.write('expired.p7s', await signedByCard(TEXT, { persona: 'expired' }));
    await check(screen, signature, pledge);
    await screen.sees(screen.t.check.verdict.attention);
    await screen.sees(screen.t.prove.row.period.expired);
    expect(await screen.axe()).toEqual([]);
    await screen.shot('check-expired');
    await screen.close();
  });

  it('gives out the file inside a signature', async () => {
    const screen = await atCheck();
    const { t } = screen;
    const downloads = await files.receive(screen);
    await files.choose(screen, files.write('誓約書.txt.p7m', await signedByCard(TEXT, { attached: true })));
    // the file is inside: none is asked for
    expect(await screen.text()).not.toContain(t.check.noFile);
    await screen.press(t.check.go);
    await screen.sees(t.check.verdict.simulated);
    await screen.sees('私は、山に入るとき、登山届を出します。');
    expect(await screen.axe()).toEqual([]);
    await screen.shot('check-inside');
    await screen.press(t.check.saveInside);
    expect((await downloads.content('誓約書.txt')).toString()).toBe(TEXT);
    await screen.close();
  });

  it('asks for what is missing, and checks when it is there', async () => {
    const screen = await atCheck();
    const { t } = screen;
    await files.choose(screen, pledge);
    await screen.sees(t.check.noSignature);
    expect(await screen.has(t.check.go)).toBe(false);
    // a signature by another name is known by its first bytes
    await files.choose(screen, files.write('signature', await signedByCard(TEXT)));
    await screen.press(t.check.go);
    await screen.sees(t.check.verdict.simulated);
    await screen.close();
  });

  it('swaps what it took for the signature, and says when something is none', async () => {
    const screen = await atCheck();
    const { t } = screen;
    await files.choose(screen, await detached(), pledge);
    await screen.press(t.check.swap);
    await screen.press(t.check.go);
    await screen.sees(t.check.verdict.unreadable);
    await screen.sees(t.check.row.format['not-der']);
    expect(await screen.axe()).toEqual([]);
    await screen.shot('check-unreadable');
    await screen.close();
  });

  it('stops going through a large file when told, and goes on when asked', async () => {
    const screen = await atCheck();
    const { t } = screen;
    await files.choose(screen, await detached(), files.sparse('large.iso', 5_000_000_000));
    await screen.press(t.check.go);
    await screen.press(t.files.stop('large.iso'));
    await screen.sees(t.failure.errors['task.cancelled'].what);
    await screen.press(t.task.again);
    await screen.page.waitForSelector('progress');
    await screen.close();
  });

  it('is reached from the start page, and leads back there', async () => {
    const screen = await app.open();
    const { t } = screen;
    await screen.press(t.check.title, 'link');
    await screen.sees(t.check.both);
    await screen.press(t.check.back, 'link');
    await screen.sees(t.start.go);
    await screen.close();
  });

  it('takes files that are dropped anywhere, and says that folders are none', async () => {
    const screen = await atCheck();
    const { t } = screen;
    const cdp = await screen.page.createCDPSession();
    const drop = async (...paths: string[]): Promise<void> => {
      const data = { items: [], files: paths, dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await cdp.send('Input.dispatchDragEvent', { type, x: 20, y: 20, data });
    };
    await drop(await detached(), pledge);
    await screen.sees('誓約書.txt.p7s');
    await drop(files.folder);
    await screen.sees(t.files.folder);
    await screen.press(t.check.go);
    await screen.sees(t.check.verdict.simulated);
    await screen.close();
  });
});
