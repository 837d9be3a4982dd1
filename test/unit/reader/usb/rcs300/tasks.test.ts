import { afterEach, describe, expect, it } from 'vitest';
import type { Rcs300Options } from '../../../../../core/virtual/readers/rcs300/options.ts';
import { NAMES, runTask, SUBJECTS } from '../../../../support/card-tasks.ts';
import { describeTasks } from '../../../../support/cut-tasks.ts';
import { usbHostWith, type UsbHost } from '../../../../support/usb-host.ts';
import { plugIn, type PlugOptions } from '../../../../support/usb.ts';

const hosts: UsbHost[] = [];
afterEach(() => hosts.splice(0).forEach((host) => host.end()));

async function freshHost(
  reader: Partial<Rcs300Options> = {},
  front: PlugOptions<'rcs300'>['front'] = {},
): Promise<UsbHost> {
  const host = await usbHostWith((card, clock) =>
    plugIn<'rcs300'>({ model: 'rcs300', card, clock, reader, front }),
  );
  hosts.push(host);
  return host;
}

describeTasks('the RC-S300', () => freshHost());
describeTasks('an RC-S300 whose blocks are ours', () => freshHost({ managed: 'never' }), 3);

const BUSY: Partial<Rcs300Options> = { busy: 2, extensionMs: 100, pieces: 16, sessionLeft: true };
describe('through', () => {
  it.each<[string, Partial<Rcs300Options>, PlugOptions<'rcs300'>['front']?]>([
    ['a reader that takes APDUs only with flags', { managed: 'flags' }],
    ['a reader whose flags do not persist', { flagsPersist: false }],
    ['a reader without layer 4', { layer4: 'refused', layer3: 'selected' }],
    ['a reader with every odd habit', BUSY],
    ['a reader that closes whole packets with an empty one', { sendsZlp: true }],
    ['a slow card', { extensionMs: 300 }, { cardMs: (apdu) => (apdu[1] === 0xa4 ? 50 : 1700) }],
    [
      'a slow card and our blocks',
      { managed: 'never' },
      { cardMs: (apdu) => (apdu[1] === 0xa4 ? 50 : 1700) },
    ],
    ['a card that asks for time before every answer', {}, { wtxTimes: 1 }],
    ['a card that takes frames of 16 bytes', {}, { protocolInfo: 'B301A1' }],
    ['the same, and our blocks', { managed: 'never' }, { protocolInfo: 'B301A1' }],
    ['a card that waits long', {}, { applicationData: '004B51FF', protocolInfo: '0081D1' }],
  ])('%s every task ends as it should', async (_, reader, front) => {
    for (const name of NAMES) {
      const host = await freshHost(reader, front);
      const [right] = SUBJECTS[name].pins ?? [''];
      const reply = await runTask(host, name, right);
      expect(reply).toMatchObject({ ok: true });
      if (name !== 'my-card') expect(reply).toMatchObject({ value: { outcome: 'done' } });
      const allowed = reader.layer4 === 'refused' ? ['switch: value'] : [];
      expect(host.plugged().virtual.violations.filter((what) => !allowed.includes(what))).toEqual([]);
      host.end();
    }
  });
});
