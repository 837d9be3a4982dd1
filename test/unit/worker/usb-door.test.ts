import { afterEach, describe, expect, it } from 'vitest';
import type { FieldState } from '../../../core/reader/reader.ts';
import { USB_FILTERS, USB_READERS } from '../../../core/worker/usb-readers.ts';
import { WorkerHost } from '../../../core/worker/worker-host.ts';
import type { VirtualReaderOptions } from '../../../core/virtual/readers/readers.ts';
import type { Surroundings } from '../../../core/virtual/readers/usb/web-usb-device.ts';
import { countedLocks } from '../../support/host.ts';
import { plugIn, type Plugged } from '../../support/usb.ts';

const P = { vendorId: 0x054c, productId: 0x06c3 };
const S = { vendorId: 0x054c, productId: 0x06c1 };

interface Desk {
  readonly host: WorkerHost;
  readonly plugged: Plugged[];
  readonly locks: ReturnType<typeof countedLocks>;
}

const desks: Desk[] = [];
afterEach(() => {
  for (const { plugged } of desks.splice(0)) for (const { clock } of plugged) clock.stop();
});

/** a worker before which these readers are plugged in */
function desk(
  readers: (Omit<VirtualReaderOptions, 'clock'> & { around?: Partial<Surroundings> })[],
  locks = countedLocks(),
): Desk {
  const plugged = readers.map((options) => plugIn(options));
  const host = new WorkerHost({
    now: () => new Date(),
    locks,
    idleMs: 60_000,
    answerTimeoutMs: 1000,
    surprise: (error) => {
      throw error;
    },
    usb: { getDevices: () => Promise.resolve(plugged.map(({ device }) => device)) },
    ...(plugged[0] && { clock: plugged[0].clock }),
  });
  const made = { host, plugged, locks };
  desks.push(made);
  return made;
}

const run = (host: WorkerHost): ReturnType<WorkerHost['run']> =>
  host.run({
    id: '1',
    name: 'my-card',
    input: undefined,
    port: { postMessage: () => undefined, close: () => undefined } as unknown as MessagePort,
  });

describe('openUsbReader', () => {
  it('opens the device chosen and says what it is', async () => {
    const { host, locks } = desk([{ reader: { serial: 'A1' } }]);
    expect(await host.openUsbReader({ ...P, serialNumber: 'A1' })).toEqual({
      ok: true,
      value: {
        id: 'usb:054c:06c3:A1:0',
        model: 'Sony RC-S380',
        route: 'webusb',
        simulated: false,
        firmware: '1.11',
        hasSerial: true,
        proven: true,
      },
    });
    expect(locks.held).toBe(1);
    expect(await host.link()).toEqual({ ok: true, value: undefined });
    expect(await run(host)).toMatchObject({ ok: true });
    const link = { route: 'webusb', technology: 'B', simulated: false };
    expect(await host.link()).toMatchObject({ ok: true, value: link });
    await host.close();
    expect(await host.link()).toEqual({ ok: true, value: undefined });
    expect(locks.held).toBe(0);
  });

  it.each([
    ['a device nobody knows', { vendorId: 1, productId: 2 }, [{}], 'reader.unsupported'],
    ['a reader that is not allowed', P, [], 'reader.not-permitted'],
    ['another product than allowed', S, [{}], 'reader.not-permitted'],
    ['a reader with serial number that is not there', { ...P, serialNumber: 'A1' }, [{}], 'reader.lost'],
    ['two twins without serial number', P, [{}, {}], 'reader.ambiguous'],
    ['a system that keeps it', P, [{ around: { refusesOpen: true } }], 'reader.no-access'],
    ['another program that has it', P, [{ around: { claimedElsewhere: true } }], 'reader.busy'],
    ['an interface of a protected class', P, [{ reader: { interfaceClass: 0x0b } }], 'reader.unsupported'],
  ])('tells apart: %s', async (_, choice, readers, code) => {
    const { host, locks } = desk(readers);
    expect(await host.openUsbReader(choice)).toMatchObject({ ok: false, code });
    expect(locks.held).toBe(0);
    expect(await run(host)).toMatchObject({ ok: false, code: 'reader.none' });
  });

  it('tells a browser without WebUSB', async () => {
    const host = new WorkerHost({
      now: () => new Date(),
      locks: countedLocks(),
      idleMs: 1,
      answerTimeoutMs: 1,
      surprise: () => undefined,
    });
    expect(await host.openUsbReader(P)).toMatchObject({ ok: false, code: 'reader.unavailable' });
    expect(await host.usbReaders()).toEqual({ ok: true, value: [] });
    expect(await host.resume()).toEqual({ ok: true, value: undefined });
  });

  it('tells a window of ours that has the reader from anybody else', async () => {
    const locks = countedLocks();
    const [first, second] = [desk([{}], locks), desk([{}], locks)];
    expect(await first.host.openUsbReader(P)).toMatchObject({ ok: true });
    expect(await second.host.openUsbReader(P)).toMatchObject({
      ok: false,
      code: 'reader.busy',
      detail: { what: 'window' },
    });
    await first.host.release();
    expect(locks.held).toBe(0);
    expect(await second.host.openUsbReader(P)).toMatchObject({ ok: true });
    expect(await first.host.resume()).toMatchObject({
      ok: false,
      code: 'reader.busy',
      detail: { what: 'window' },
    });
    await second.host.close();
    expect(await first.host.resume()).toMatchObject({ ok: true });
    expect(await run(first.host)).toMatchObject({ ok: true });
    const elsewhere = desk([{ around: { claimedElsewhere: true } }]);
    expect(await elsewhere.host.openUsbReader(P)).toMatchObject({ detail: { what: 'claim' } });
  });

  it('knows its own windows however they ask for the reader', async () => {
    const locks = countedLocks();
    const [first, second] = [1, 2].map(() => desk([{ reader: { serial: 'A1' } }], locks));
    expect(await first!.host.openUsbReader(P)).toMatchObject({ ok: true });
    expect(await second!.host.openUsbReader({ ...P, serialNumber: 'A1' })).toMatchObject({
      code: 'reader.busy',
      detail: { what: 'window' },
    });
  });

  it('tells a reader without serial number from one that has one', async () => {
    const { host } = desk([{ reader: { serial: 'A1' } }, {}]);
    expect(await host.openUsbReader({ ...P, serialNumber: '' })).toMatchObject({
      ok: true,
      value: { hasSerial: false },
    });
    expect(await host.openUsbReader(P)).toMatchObject({ code: 'reader.ambiguous' });
  });

  it('takes the one of two twins that was asked for, and opens it again after itself', async () => {
    const { host, plugged } = desk([{}, {}]);
    expect(await host.openUsbReader({ ...P, nth: 1 })).toMatchObject({
      ok: true,
      value: { id: 'usb:054c:06c3::1', hasSerial: false },
    });
    expect(plugged.map(({ device }) => device.opened)).toEqual([false, true]);
    expect(await host.openUsbReader({ ...P, nth: 1 })).toMatchObject({ ok: true });
    expect(await host.openUsbReader({ ...P, nth: 0 })).toMatchObject({ ok: true });
    expect(plugged.map(({ device }) => device.opened)).toEqual([true, false]);
    expect(await host.openUsbReader({ ...P, nth: 2 })).toMatchObject({
      ok: false,
      code: 'reader.not-permitted',
    });
  });

  it('lists what is plugged in and known', async () => {
    const { host } = desk([{ reader: { serial: 'A1' } }, {}, { reader: { product: 'RC-S380/S' } }, {}]);
    const model = 'Sony RC-S380';
    expect(await host.usbReaders()).toEqual({
      ok: true,
      value: [
        { ...P, serialNumber: 'A1', nth: 0, model },
        { ...P, serialNumber: '', nth: 0, model },
        { ...S, serialNumber: '', nth: 0, model },
        { ...P, serialNumber: '', nth: 1, model },
      ],
    });
  });

  it('is given free when the page is hidden, and watched on afterwards', async () => {
    const { host, plugged } = desk([{}]);
    const [{ device, virtual, clock }] = plugged as [Plugged];
    await host.openUsbReader(P);
    const states: FieldState[] = [];
    await host.watch({
      postMessage: (state: FieldState) => states.push(state),
      close: () => undefined,
    } as unknown as MessagePort);
    await clock.sleep(500);
    await run(host);
    await host.release();
    expect(device.opened).toBe(false);
    virtual.placeCard(false);
    await clock.sleep(500);
    expect(states).toEqual(['one']);
    await host.resume();
    await clock.sleep(500);
    expect(states).toEqual(['one', 'empty']);
  });
});

describe('the list of readers', () => {
  it('gives the browser a filter for each, and none that would show anything else', () => {
    expect(USB_FILTERS.slice(0, 2)).toEqual([
      { vendorId: 0x054c, productId: 0x06c1 },
      { vendorId: 0x054c, productId: 0x06c3 },
    ]);
    expect(USB_FILTERS.length).toBe(USB_READERS.flatMap(({ productIds }) => productIds).length);
    expect(new Set(USB_FILTERS.map((filter) => JSON.stringify(filter))).size).toBe(USB_FILTERS.length);
    expect(new Set(USB_READERS.map(({ model }) => model)).size).toBe(USB_READERS.length);
  });
});
