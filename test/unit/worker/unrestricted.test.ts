import { afterEach, describe, expect, it } from 'vitest';
import { isUnrestricted } from '../../../core/worker/usb-readers.ts';
import { WorkerHost } from '../../../core/worker/worker-host.ts';
import { countedLocks } from '../../support/host.ts';
import { plugInCcid } from '../../support/usb.ts';

const GEMALTO = { vendorId: 0x08e6, productId: 0x3437 };
const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** a worker before which a reader of the protected class is plugged in, and what its browser lets it do */
function desk(unrestricted: boolean, claims: boolean): WorkerHost {
  const { device, clock } = plugInCcid('ccid-tpdu', {
    reader: { product: 'USB SmartCard Reader' },
    around: { unrestricted: claims },
  });
  ends.push(() => clock.stop());
  return new WorkerHost({
    now: () => new Date(),
    locks: countedLocks(),
    idleMs: 60_000,
    answerTimeoutMs: 1000,
    surprise: (error) => {
      throw error;
    },
    usb: { getDevices: () => Promise.resolve([device]) },
    unrestricted,
    clock,
  });
}

describe('readers of the protected class', () => {
  it('work in an Isolated Web App that has the permission', async () => {
    const host = desk(true, true);
    expect(await host.usbReaders()).toMatchObject({ ok: true, value: [{ ...GEMALTO, model: 'CCID' }] });
    expect(await host.openUsbReader(GEMALTO)).toMatchObject({
      ok: true,
      value: { model: 'CCID', proven: false },
    });
    const port = { postMessage: () => undefined, close: () => undefined } as unknown as MessagePort;
    const reply = await host.run({ id: '1', name: 'my-card', input: undefined, port });
    expect(reply).toMatchObject({ ok: true });
    await host.close();
  });

  it('are refused to one that has not, and to every other page', async () => {
    expect(await desk(true, false).openUsbReader(GEMALTO)).toMatchObject({ code: 'reader.unsupported' });
    const page = desk(false, false);
    expect(await page.openUsbReader(GEMALTO)).toMatchObject({ code: 'reader.unsupported' });
    expect(await page.usbReaders()).toEqual({ ok: true, value: [] });
  });

  it('are known by the address of the app', () => {
    expect(isUnrestricted(new URL('isolated-app://abc/index.html'))).toBe(true);
    expect(isUnrestricted(new URL('https://kazasu.example/'))).toBe(false);
    expect(isUnrestricted(new URL('chrome-extension://abc/x.html'))).toBe(false);
  });
});
