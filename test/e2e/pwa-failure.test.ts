import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Messages } from '../../pwa/messages/ja.ts';
import { App } from './support/app.ts';
import type { Screen } from './support/screen.ts';

let app: App;
beforeAll(async () => {
  app = await App.start();
});
afterAll(() => app.close());

/** At a PIN entry with a card that takes its time. */
async function slow(delayMs: number, hash: '#/do/prove' | '#/do/data' = '#/do/prove'): Promise<Screen> {
  const screen = await app.open({}, hash);
  await screen.choose('adult');
  await screen.sees(screen.t.pin.left(3));
  await screen.handle({ delayMs });
  return screen;
}

const go = (screen: Screen): string => screen.t.prove.go;

describe('a card taken away', () => {
  it('before the PIN was sent costs nothing, and says so', async () => {
    const screen = await slow(300);
    const { t } = screen;
    await screen.typePin('1234');
    await screen.press(go(screen));
    await screen.sees(t.task.step['read-certificate']);
    await screen.handle({ there: false });
    await screen.sees(t.failure.errors['card.lost'].what);
    await screen.sees(t.failure.try['not-used']);
    await screen.sees('card.lost');
    await screen.sees(t.drawn.away);
    expect(await screen.axe()).toEqual([]);
    await screen.shot('taken-away');
    await screen.handle({ there: true });
    await screen.press(t.task.again);
    await screen.typePin('1234');
    await screen.press(go(screen));
    await screen.sees(t.prove.headline);
    await screen.close();
  });

  it.each([
    ['right', '1234', (t: Messages) => t.failure.settle['not-used'](t.pin.left(3))],
    ['wrong', '9999', (t: Messages) => t.failure.settle.used(t.pin.left(2))],
  ] as const)('while a %s PIN is checked: read again when it is back', async (_, pin, said) => {
    const screen = await slow(300);
    const { t } = screen;
    await screen.typePin(pin);
    // the card has the command, the answer has not come: nobody can know
    await screen.takeWhen(t.task.step['verify-pin']);
    await screen.press(go(screen));
    await screen.sees(t.failure.try.unknown);
    await screen.sees(t.failure.settle.waiting);
    expect(await screen.axe()).toEqual([]);
    await screen.shot(`try-unknown-${pin}`);
    await screen.handle({ there: true });
    await screen.sees(said(t));
    await screen.shot(`try-known-${pin}`);
    // and the next attempt works
    await screen.press(t.task.again);
    await screen.typePin('1234');
    await screen.press(go(screen));
    await screen.sees(t.prove.headline, 20_000);
    await screen.close();
  });

  it('while it is read is read again when it is back', async () => {
    const screen = await app.open();
    const { t } = screen;
    await screen.openCard('adult');
    await screen.handle({ delayMs: 300 });
    // a slow card was put in its place: it is being read
    await screen.sees(t.task.step['read-certificate']);
    await screen.handle({ there: false });
    await screen.sees(t.failure.errors['card.lost'].what);
    await screen.handle({ there: true });
    await screen.sees(t.card.next, 20_000);
    await screen.close();
  });
});

describe('cancelling', () => {
  it('stops before the next command, and nothing is left', async () => {
    const screen = await slow(300);
    const { t } = screen;
    await screen.typePin('1234');
    await screen.press(go(screen));
    await screen.sees(t.task.step['read-certificate']);
    await screen.shot('running');
    expect(await screen.axe()).toEqual([]);
    await screen.press(t.task.cancel);
    await screen.sees(t.failure.errors['task.cancelled'].what);
    await screen.sees(t.failure.try['not-used']);
    await screen.shot('cancelled');
    await screen.press(t.task.again);
    await screen.sees(t.pin.left(3));
    await screen.close();
  });
});

describe('another card', () => {
  it('is noticed before the PIN is sent', async () => {
    const screen = await app.open({}, '#/do/data');
    const { t } = screen;
    await screen.choose('adult');
    await screen.sees(t.pin.left(3));
    await screen.handle({ swap: 'foreign' });
    await screen.typePin('1234');
    await screen.press(t.data.go);
    await screen.sees(t.refusal.otherCard);
    await screen.sees(t.failure.try['not-used']);
    expect(await screen.axe()).toEqual([]);
    await screen.shot('other-card');
    await screen.press(t.refusal.readThis);
    await screen.sees(t.card.triesLead);
    await screen.go('/do/data');
    await screen.typePin('1234');
    await screen.press(t.data.go);
    await screen.sees('IMAGINARIA-PLACEHOLDER');
    await screen.close();
  });

  it('is read by itself where only the card is shown', async () => {
    const screen = await app.open();
    await screen.openCard('adult');
    await screen.handle({ swap: 'child' });
    await screen.sees(screen.t.card.advice.signingMissing.title);
    await screen.close();
  });
});

describe('an expired certificate', () => {
  it('still proves, but says what is wrong', async () => {
    const screen = await app.open({}, '#/do/prove');
    const { t } = screen;
    await screen.choose('expired');
    await screen.typePin('1234');
    await screen.press(go(screen));
    await screen.sees(t.prove.headlineBut);
    await screen.sees(t.prove.row.period.expired);
    await screen.shot('prove-expired');
    await screen.close();
  });
});

describe('for support', () => {
  it('code and shape of the exchange are copied, and no data', async () => {
    const screen = await slow(300);
    const { t } = screen;
    const context = screen.page.browserContext();
    for (const name of ['clipboard-read', 'clipboard-write'] as const) {
      await context.setPermission(new URL(app.url).origin, { permission: { name }, state: 'granted' });
    }
    await screen.typePin('1234');
    await screen.press(go(screen));
    await screen.sees(t.task.step['read-certificate']);
    await screen.handle({ there: false });
    await screen.sees(t.failure.errors['card.lost'].what);
    await screen.press(t.failure.copy);
    await screen.sees(t.failure.copied);
    const copied = await screen.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('card.lost');
    expect(copied).toContain('00 A4 04 0C SELECT');
    expect(copied).not.toMatch(/1234|架空|D392F0/);
    await screen.close();
  });
});
