import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type {
  CcidModelName,
  LineDisturbance,
  VirtualCcid,
  VirtualCcidOptions,
} from '../../../../../core/virtual/readers/readers.ts';
import { NAMES, runTask, SUBJECTS } from '../../../../support/card-tasks.ts';
import { describeTasks } from '../../../../support/cut-tasks.ts';
import { usbHostWith, type UsbHost } from '../../../../support/usb-host.ts';
import { plugInCcid } from '../../../../support/usb.ts';

const hosts: UsbHost<VirtualCcid>[] = [];
afterEach(() => hosts.splice(0).forEach((host) => host.end()));

async function freshHost(
  model: CcidModelName,
  options: Omit<VirtualCcidOptions, 'card' | 'clock'> = {},
): Promise<UsbHost<VirtualCcid>> {
  const host = await usbHostWith((card, clock) => plugInCcid(model, { ...options, card, clock }));
  hosts.push(host);
  return host;
}

describeTasks('a reader of short APDUs', () => freshHost('ccid-short'));
describeTasks('a reader of extended APDUs', () => freshHost('ccid-extended'), 3);
describeTasks('a reader of T=1 blocks', () => freshHost('ccid-tpdu'));

describe('through a card that', () => {
  const slow = { cardMs: (): number => 1700 };
  it.each<[string, CcidModelName, Omit<VirtualCcidOptions, 'card' | 'clock'>]>([
    ['takes long (short APDUs)', 'ccid-short', { front: slow }],
    ['takes long (extended APDUs)', 'ccid-extended', { front: slow }],
    ['takes long (T=1)', 'ccid-tpdu', { front: slow }],
    ['asks for time before every answer', 'ccid-tpdu', { front: { wtxTimes: 2, wtx: 3 } }],
    ['asks for shorter blocks', 'ccid-tpdu', { front: { asksIfs: 20 } }],
    ['takes 32 bytes a block', 'ccid-tpdu', { front: { atr: '3B80800101' } }],
    [
      'is contactless in a reader of T=1 blocks',
      'ccid-tpdu',
      { reader: { product: 'SCL010 Contactless Reader' } },
    ],
    [
      'is in the second slot',
      'ccid-tpdu',
      { slot: 1, reader: { product: 'SCR331-DI USB Smart Card Reader' } },
    ],
    ['checks by CRC', 'ccid-tpdu', { front: { atr: '3B808171FE4501CA', edc: 'crc-plain' } }],
    ['checks by the other CRC', 'ccid-tpdu', { front: { atr: '3B808171FE4501CA', edc: 'crc-complement' } }],
  ])('%s every task ends as it should', async (_, model, options) => {
    for (const name of NAMES) {
      const host = await freshHost(model, options);
      const [right] = SUBJECTS[name].pins ?? [''];
      const reply = await runTask(host, name, right);
      expect(reply).toMatchObject({ ok: true });
      if (name !== 'my-card') expect(reply).toMatchObject({ value: { outcome: 'done' } });
      expect(host.plugged().virtual.violations).toEqual([]);
      host.end();
    }
  });
});

/** loses, damages or gives wrong parity to frames by a list of fates, then lets everything pass */
function fated(fates: readonly ('pass' | 'lose' | 'damage' | 'parity')[]): LineDisturbance {
  let at = 0;
  return ({ bytes }) => {
    const fate = fates[at++] ?? 'pass';
    if (fate === 'lose') return undefined;
    if (fate === 'parity') return 'parity';
    return fate === 'damage' ? bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 0xff : byte)) : bytes;
  };
}

describe('T=1 that loses blocks', () => {
  it('runs every command of a task once and in order, when one of a few is lost', async () => {
    for (const name of NAMES) {
      const whole = await freshHost('ccid-tpdu');
      const [right] = SUBJECTS[name].pins ?? [''];
      await runTask(whole, name, right);
      whole.end();
      for (const fate of ['lose', 'damage', 'parity'] as const) {
        for (const every of [4, 5, 7]) {
          const host = await freshHost('ccid-tpdu');
          host.plugged().virtual.lines[0]!.disturb = fated(
            Array.from({ length: 4000 }, (_, i) => (i % every === every - 1 ? fate : 'pass')),
          );
          const reply = await runTask(host, name, right);
          expect(reply, `${name} ${fate} every ${every}`).toMatchObject({ ok: true });
          expect(host.ran).toEqual(whole.ran);
          host.end();
        }
      }
    }
  });

  it('never runs a command twice, whatever is lost', async () => {
    const whole = await freshHost('ccid-tpdu');
    await runTask(whole, 'my-data', '9876');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('pass', 'pass', 'pass', 'lose', 'damage', 'parity'), { maxLength: 120 }),
        async (fates) => {
          const host = await freshHost('ccid-tpdu');
          host.plugged().virtual.lines[0]!.disturb = fated(fates);
          const reply = await runTask(host, 'my-data', '9876');
          expect(host.ran).toEqual(whole.ran.slice(0, host.ran.length));
          expect(host.verified.count).toBeLessThanOrEqual(1);
          if (!reply.ok && reply.detail.pinTry === 'not-used') expect(host.verified.count).toBe(0);
          if (!reply.ok && reply.detail.pinTry === 'used') expect(host.verified.count).toBe(1);
          if (reply.ok) expect(host.ran).toEqual(whole.ran);
          host.end();
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('a reader that makes the blocks itself', () => {
  it.each(['ccid-short', 'ccid-extended'] as const)(
    '%s: a lost answer ends the task, and nothing is sent again',
    async (model) => {
      const whole = await freshHost(model);
      await runTask(whole, 'my-data', '9876');
      for (const fate of ['lose', 'parity'] as const) {
        for (let at = 0; at < 2 * whole.ran.length; at++) {
          const host = await freshHost(model);
          host.plugged().virtual.lines[0]!.disturb = fated([
            ...Array.from({ length: at }, () => 'pass' as const),
            fate,
          ]);
          const reply = await runTask(host, 'my-data', '9876');
          expect(reply).toMatchObject({ ok: false });
          expect(host.ran).toEqual(whole.ran.slice(0, host.ran.length));
          expect(host.verified.count).toBeLessThanOrEqual(1);
          if (!reply.ok && reply.detail.pinTry === 'not-used') expect(host.verified.count).toBe(0);
          host.end();
        }
      }
    },
  );
});
