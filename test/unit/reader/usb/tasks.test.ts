import { afterEach, describe, expect, it } from 'vitest';
import type { Disturbance } from '../../../../core/virtual/readers/air/field.ts';
import { NAMES, runTask, SUBJECTS } from '../../../support/card-tasks.ts';
import { describeTasks } from '../../../support/cut-tasks.ts';
import { usbHost, type UsbHost, type UsbHostOptions } from '../../../support/usb-host.ts';

const hosts: UsbHost[] = [];
afterEach(() => hosts.splice(0).forEach((host) => host.end()));

async function freshHost(options: UsbHostOptions = {}): Promise<UsbHost> {
  const host = await usbHost(options);
  hosts.push(host);
  return host;
}

describeTasks('the RC-S380', usbHost);

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
