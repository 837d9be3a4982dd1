import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../core/error/codes.ts';
import type { PinTry } from '../../../core/error/kazasu-error.ts';
import type { CardTaskName, Reply } from '../../../core/worker/protocol.ts';
import { KNOWN_OUTCOMES, NAMES, runTask, SUBJECTS, triesOf } from '../../support/card-tasks.ts';
import { testHost, type TestHost } from '../../support/host.ts';

/**
 * Every task is disturbed once at every command it sends, in every way listed here, with the right PIN and a wrong
 * one. What must hold each time is in `expectSoundEnd`.
 */
const FAULTS = [
  'gone before',
  'gone before it did it',
  'gone after it did it',
  'garbage word',
  'garbage data',
  '6F00',
  '6Cxx',
  '61xx',
  'silence',
] as const;
type Fault = (typeof FAULTS)[number];

/** short where an answer never comes; long elsewhere, so that a busy machine is no fault */
const timeoutMs = (fault: Fault): number => (fault === 'silence' ? 150 : 10_000);
/** a face is read in twenty-odd pieces that are all alike: the later ones are left out */
const MOST_CUTS = 14;

interface Disturbed extends TestHost {
  /** values given to VERIFY that reached the card's logic, and how often each command was sent */
  readonly verified: { count: number };
  readonly sent: { count: number };
}

async function disturbed(index: number, fault: Fault): Promise<Disturbed> {
  const verified = { count: 0 };
  const sent = { count: 0 };
  const host = await testHost({
    answerTimeoutMs: index < 0 ? 10_000 : timeoutMs(fault),
    wrap: (card, host) => {
      const reach = (bytes: Uint8Array): Promise<Uint8Array> => {
        if (bytes[1] === 0x20 && bytes.length > 5) verified.count += 1;
        return card.transmit(bytes);
      };
      let held: Uint8Array | undefined;
      const transmit = async (bytes: Uint8Array): Promise<Uint8Array> => {
        const at = sent.count++;
        if (bytes[1] === 0xc0 && held) {
          const whole = held;
          held = undefined;
          return whole;
        }
        if (at === index - 1 && fault === 'gone before') {
          const answer = await reach(bytes);
          queueMicrotask(() => void host().placeSoftwareCard(false));
          return answer;
        }
        if (at !== index) return reach(bytes);
        switch (fault) {
          case 'gone before':
            return reach(bytes);
          case 'gone before it did it':
            await host().placeSoftwareCard(false);
            return new Promise(() => undefined);
          case 'gone after it did it':
            await reach(bytes);
            await host().placeSoftwareCard(false);
            return new Promise(() => undefined);
          case 'garbage word':
            await reach(bytes);
            return Uint8Array.of(0xde, 0xad, 0x12, 0x34);
          case 'garbage data': {
            const answer = await reach(bytes);
            return Uint8Array.from([
              ...answer.subarray(0, -2).map((byte) => byte ^ 0x5a),
              ...answer.subarray(-2),
            ]);
          }
          case '6F00':
            return Uint8Array.of(0x6f, 0x00);
          case '6Cxx':
            return Uint8Array.of(0x6c, 0x10);
          case '61xx':
            held = await reach(bytes);
            return Uint8Array.of(0x61, Math.min(held.length - 2, 255));
          case 'silence':
            await reach(bytes);
            return new Promise(() => undefined);
        }
      };
      return {
        atr: card.atr,
        powerOn: () => card.powerOn(),
        powerOff: () => card.powerOff(),
        reset: () => card.reset(),
        transmit,
      };
    },
  });
  return { ...host, verified, sent };
}

async function expectSoundEnd(host: Disturbed, name: CardTaskName, reply: Reply<unknown>): Promise<void> {
  // a typed end, never a surprise
  expect(host.surprises).toEqual([]);
  let pinTry: PinTry | undefined;
  if (reply.ok) {
    const { outcome } = reply.value as { outcome?: string };
    expect(KNOWN_OUTCOMES).toContain(outcome);
    pinTry = outcome === 'wrong-pin' || outcome === 'blocked' ? 'used' : 'not-used';
  } else {
    expect(ERROR_CODES).toContain(reply.code);
    expect(reply.code).not.toBe('task.failed');
    pinTry = reply.detail.pinTry;
    // the connection was released: no lock is held
    expect(host.locked()).toBe(0);
  }
  // VERIFY reached the card at most once, and the tries moved by no more than that; and what was said of it is true
  expect(host.verified.count).toBeLessThanOrEqual(1);
  const { at } = SUBJECTS[name];
  if (at) {
    const [application, file, full] = at;
    await host.host.release();
    const used = full - (await triesOf(host.card, application, file));
    expect(used).toBeLessThanOrEqual(host.verified.count);
    expect(pinTry).toBeDefined();
    if (pinTry === 'not-used') expect(used).toBe(0);
    if (pinTry === 'used') expect(used).toBe(1);
  }
}

describe.each(NAMES)('%s, cut at every command', (name) => {
  const [right, wrong] = SUBJECTS[name].pins ?? ['', undefined];
  it.each(FAULTS)('%s', async (fault) => {
    for (const pin of wrong === undefined ? [right] : [right, wrong]) {
      const undisturbed = await disturbed(-1, fault);
      expect(await runTask(undisturbed, name, pin)).toMatchObject({ ok: true });
      const count = Math.min(undisturbed.sent.count, name === 'card-face' ? MOST_CUTS : Infinity);
      expect(count).toBeGreaterThanOrEqual(3);
      for (let index = fault === 'gone before' ? 1 : 0; index < count; index++) {
        const host = await disturbed(index, fault);
        const reply = await runTask(host, name, pin);
        await expectSoundEnd(host, name, reply);
        // and the next attempt works
        await host.host.placeSoftwareCard(true);
        const again = await runTask(host, name, right);
        expect(again, `${fault} at ${index}, then again`).toMatchObject({ ok: true });
        if (name !== 'my-card') expect(again).toMatchObject({ value: { outcome: 'done' } });
      }
    }
  });
});

describe('cancel', () => {
  it.each(NAMES)('takes effect between commands and leaves nothing: %s', async (name) => {
    const whole = await disturbed(-1, '6F00');
    const [right] = SUBJECTS[name].pins ?? [''];
    await runTask(whole, name, right);
    for (let index = 0; index < whole.sent.count; index++) {
      let cancel: () => void = () => undefined;
      let sent = 0;
      const host = await testHost({
        wrap: (card) => ({
          atr: card.atr,
          powerOn: () => card.powerOn(),
          powerOff: () => card.powerOff(),
          reset: () => card.reset(),
          transmit: (bytes) => {
            if (sent++ === index) cancel();
            return card.transmit(bytes);
          },
        }),
      });
      cancel = () => host.host.cancel('task');
      const reply = await runTask(host, name, right);
      if (index === whole.sent.count - 1)
        expect(reply.ok).toBe(true); // nothing was left to stop
      else expect(reply).toMatchObject({ ok: false, code: 'task.cancelled' });
      if (!reply.ok && SUBJECTS[name].at) {
        expect(reply.detail.pinTry).toBe('not-used'); // the right PIN costs no try
      }
      expect(sent).toBe(index + 1);
      if (!reply.ok) expect(host.locked()).toBe(0);
    }
  });
  it('of another id changes nothing', async () => {
    const host = await testHost();
    const running = host.run('my-card', undefined, () => host.host.cancel('another'));
    expect((await running).ok).toBe(true);
  });
});

describe('another card at reconnection', () => {
  it.each(['my-data', 'prove'] as const)('is noticed before VERIFY: %s', async (name) => {
    const { create } = await import('../../../core/virtual/card.ts');
    const cards = [create(), create({ persona: 'expiring' })];
    const verified: number[] = [];
    let now = 0;
    const host = await testHost({
      wrap: () => ({
        atr: cards[0]!.atr,
        powerOn: () => cards[now]!.powerOn(),
        powerOff: () => cards.forEach((card) => card.powerOff()),
        reset: () => cards[now]!.reset(),
        transmit: (bytes) => {
          if (bytes[1] === 0x20 && bytes.length > 5) verified.push(now);
          return cards[now]!.transmit(bytes);
        },
      }),
    });
    const seen = await host.run('my-card', undefined);
    if (!seen.ok || seen.value.identity === undefined) throw new Error('no card');
    await host.host.placeSoftwareCard(false);
    now = 1;
    await host.host.placeSoftwareCard(true);
    const own = await SUBJECTS[name].input('1234', host);
    const input = { ...own, expectedCard: seen.value.identity };
    expect(await host.run(name, input)).toEqual({ ok: true, value: { outcome: 'other-card' } });
    expect(verified).toEqual([]);
  });
});
