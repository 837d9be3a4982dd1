import { afterEach, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../core/error/codes.ts';
import type { CardTaskName, Reply } from '../../../../core/worker/protocol.ts';
import type { Disturbance } from '../../../../core/virtual/readers/air/field.ts';
import { KNOWN_OUTCOMES, NAMES, runTask, SUBJECTS, triesOf } from '../../../support/card-tasks.ts';
import { usbHost, type UsbHost, type UsbHostOptions } from '../../../support/usb-host.ts';

/**
 * Every task through the software reader, disturbed once at every USB transfer: the cable is pulled, or the card taken
 * away. What must hold each time is in `expectSoundEnd`.
 */
const hosts: UsbHost[] = [];
afterEach(() => hosts.splice(0).forEach((host) => host.end()));

async function freshHost(options: UsbHostOptions = {}): Promise<UsbHost> {
  const host = await usbHost(options);
  hosts.push(host);
  return host;
}

const FAULTS = {
  unplugged: {
    strike: (host: UsbHost) => host.plugged().unplug(),
    mend: (host: UsbHost) => host.replug(),
    codes: ['reader.lost'],
  },
  'card taken away': {
    strike: (host: UsbHost) => host.plugged().virtual.placeCard(false),
    mend: async (host: UsbHost) => {
      await host.clock.sleep(2000); // nobody is faster than a presence check and two waiting times
      host.plugged().virtual.placeCard(true);
    },
    codes: ['card.lost', 'card.none'],
  },
} as const;
type Fault = keyof typeof FAULTS;

async function expectSoundEnd(
  host: UsbHost,
  name: CardTaskName,
  fault: Fault,
  reply: Reply<unknown>,
): Promise<void> {
  expect(host.surprises).toEqual([]);
  let pinTry;
  if (reply.ok) {
    const { outcome } = reply.value as { outcome?: string };
    expect(KNOWN_OUTCOMES).toContain(outcome);
    pinTry = outcome === 'wrong-pin' || outcome === 'blocked' ? 'used' : 'not-used';
  } else {
    expect(ERROR_CODES).toContain(reply.code);
    expect(FAULTS[fault].codes).toContain(reply.code);
    pinTry = reply.detail.pinTry;
  }
  expect(host.verified.count).toBeLessThanOrEqual(1);
  const { at } = SUBJECTS[name];
  if (!at) return;
  const [application, file, full] = at;
  const verified = host.verified.count;
  const used = full - (await triesOf(host.card, application, file));
  expect(used).toBeLessThanOrEqual(verified);
  if (pinTry === 'not-used') expect(used).toBe(0);
  if (pinTry === 'used') expect(used).toBe(1);
}

/** after so many of the disturbed runs the task is run again, undisturbed: it signs, which takes its time */
const AGAIN_EVERY = 6;
/** a face is read in pieces that are all alike: every third transfer is enough of it */
const step = (name: CardTaskName): number => (name === 'card-face' ? 3 : 1);

describe.each(NAMES)('%s through the RC-S380', (name) => {
  const [right, wrong] = SUBJECTS[name].pins ?? ['', undefined];

  it('ends as it should, with a right and a wrong PIN, and the host breaks no rule', async () => {
    for (const pin of wrong === undefined ? [right] : [right, wrong]) {
      const host = await freshHost();
      const reply = await runTask(host, name, pin);
      expect(reply).toMatchObject({ ok: true });
      if (pin === right && name !== 'my-card') expect(reply).toMatchObject({ value: { outcome: 'done' } });
      expect(host.plugged().virtual.violations).toEqual([]);
    }
  });

  it.each(Object.keys(FAULTS) as Fault[])('%s at every USB transfer', { timeout: 60_000 }, async (fault) => {
    for (const pin of wrong === undefined ? [right] : [right, wrong]) {
      const whole = await freshHost();
      const before = whole.plugged().device.transfers;
      await runTask(whole, name, pin);
      const count = whole.plugged().device.transfers - before;
      expect(count).toBeGreaterThan(25);
      whole.end();
      for (let index = 0; index < count; index += step(name)) {
        const host = await freshHost();
        const { device } = host.plugged();
        const start = device.transfers;
        device.before = (at) => {
          if (at - start === index) FAULTS[fault].strike(host);
        };
        const reply = await runTask(host, name, pin);
        device.before = () => undefined;
        await expectSoundEnd(host, name, fault, reply);
        if (index % AGAIN_EVERY === 0) {
          await FAULTS[fault].mend(host);
          const again = await runTask(host, name, right);
          expect(again, `${fault} at ${index}, then again`).toMatchObject({ ok: true });
          if (name !== 'my-card') expect(again).toMatchObject({ value: { outcome: 'done' } });
        }
        host.end();
      }
    }
  });
});

/** loses every seventh frame, never two in a row: what the block protocol always recovers from */
function oneInSeven(start: number): Disturbance {
  let frames = start;
  return ({ bytes }) => (++frames % 7 === 0 ? undefined : bytes);
}

describe('through a card that', () => {
  it.each<[string, UsbHostOptions['front'] & object]>([
    ['asks for time before every answer', { wtxTimes: 1 }],
    ['takes half a second for every command', { cardMs: () => 500 }],
    ['takes frames of 64 bytes', { protocolInfo: 'B351A1' }],
    ['takes frames of 16 bytes', { protocolInfo: 'B301A1' }],
    ['knows only 106 kbit/s and waits long', { applicationData: '004B51FF', protocolInfo: '0081D1' }],
    ['sends the extended ATQB', { protocolInfo: 'B381A140' }],
  ])('%s every task ends as it should', async (_, front) => {
    for (const name of NAMES) {
      const host = await freshHost({ front });
      const [right] = SUBJECTS[name].pins ?? [''];
      const reply = await runTask(host, name, right);
      expect(reply).toMatchObject({ ok: true });
      if (name !== 'my-card') expect(reply).toMatchObject({ value: { outcome: 'done' } });
      expect(host.plugged().virtual.violations).toEqual([]);
      host.end();
    }
  });

  it('loses a frame now and then every task ends as it should, and runs no command twice', async () => {
    for (const name of NAMES) {
      const whole = await freshHost();
      const [right] = SUBJECTS[name].pins ?? [''];
      await runTask(whole, name, right);
      whole.end();
      for (const salt of [1, 2, 3]) {
        const host = await freshHost();
        host.plugged().virtual.field.disturb = oneInSeven(salt);
        const reply = await runTask(host, name, right);
        expect(reply).toMatchObject({ ok: true });
        expect(host.ran).toEqual(whole.ran);
        host.end();
      }
    }
  });
});
