import { afterEach, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../core/error/codes.ts';
import type { CardTaskName, Reply } from '../../core/worker/protocol.ts';
import { KNOWN_OUTCOMES, NAMES, runTask, SUBJECTS, triesOf } from './card-tasks.ts';
import type { Touchable, UsbHost } from './usb-host.ts';

type AnyHost = UsbHost<Touchable>;

const FAULTS = {
  unplugged: {
    strike: (host: AnyHost) => host.plugged().unplug(),
    mend: (host: AnyHost) => host.replug(),
    codes: ['reader.lost'],
  },
  'card taken away': {
    strike: (host: AnyHost) => host.plugged().virtual.placeCard(false),
    mend: async (host: AnyHost) => {
      await host.clock.sleep(2000); // nobody is faster than a presence check and two waiting times
      host.plugged().virtual.placeCard(true);
    },
    codes: ['card.lost', 'card.none'],
  },
} as const;
type Fault = keyof typeof FAULTS;

async function expectSoundEnd(
  host: AnyHost,
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
const step = (name: CardTaskName, every: number): number => (name === 'card-face' ? 3 : 1) * every;

/** what may reach the card once only: VERIFY with data is counted apart, these are signatures */
const signatures = ({ ran }: AnyHost): number => ran.filter((header) => /^..(2a|88)/.test(header)).length;

/**
 * Every task through a software reader, disturbed once at every USB transfer: the cable is pulled, or the card taken
 * away. What must hold each time is in `expectSoundEnd`. `every`: only at every so many-th transfer, for a reader that
 * differs little from another one.
 */
export function describeTasks(reader: string, makeHost: () => Promise<AnyHost>, every = 1): void {
  const hosts: AnyHost[] = [];
  afterEach(() => hosts.splice(0).forEach((host) => host.end()));

  async function freshHost(): Promise<AnyHost> {
    const host = await makeHost();
    hosts.push(host);
    return host;
  }

  describe.each(NAMES)(`%s through ${reader}`, (name) => {
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

    it.each(Object.keys(FAULTS) as Fault[])(
      '%s at every USB transfer',
      { timeout: 60_000 },
      async (fault) => {
        for (const pin of wrong === undefined ? [right] : [right, wrong]) {
          const whole = await freshHost();
          const before = whole.plugged().device.transfers;
          await runTask(whole, name, pin);
          const count = whole.plugged().device.transfers - before;
          const signed = signatures(whole);
          expect(count).toBeGreaterThan(10);
          whole.end();
          for (let index = 0; index < count; index += step(name, every)) {
            const host = await freshHost();
            const { device } = host.plugged();
            const start = device.transfers;
            device.before = (at) => {
              if (at - start === index) FAULTS[fault].strike(host);
            };
            const reply = await runTask(host, name, pin);
            device.before = () => undefined;
            expect(signatures(host)).toBeLessThanOrEqual(signed);
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
      },
    );
  });
}
