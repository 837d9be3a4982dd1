import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../tools/serve.mjs';
import { credentialsOf } from '../../core/virtual/card.ts';
import {
  create,
  type CcidModelName,
  type VirtualCcid,
  type VirtualCcidOptions,
} from '../../core/virtual/readers/readers.ts';
import { FakeUsb } from './support/fake-usb.ts';
import { WorkerDoor, type PlainInput } from './support/worker-door.ts';

/** The built PWA's worker and its CCID driver, through Chromium's own WebUSB, on software readers. */
const NUMBER_B = (await credentialsOf('adult')).referenceNumberB;
const CHALLENGE = { origin: 'https://kazasu.example', purpose: 'self-check' };
const TASKS: readonly (readonly [string, PlainInput?])[] = [
  ['my-card'],
  ['tries', { name: 'authentication' }],
  ['my-data', { pin: '1234', lastTryConfirmed: false, by: 'textInput' }],
  ['prove', { pin: '1234', lastTryConfirmed: false, challenge: CHALLENGE }],
  ['card-face', { pin: NUMBER_B, lastTryConfirmed: false }],
];

let server: Awaited<ReturnType<typeof startServer>>;
const running: FakeUsb[] = [];

beforeAll(async () => {
  server = await startServer({ root: 'dist/pwa' });
});
afterEach(async () => {
  for (const usb of running.splice(0)) await usb.close();
});
afterAll(() => server.close());

async function until(what: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it never happened');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

interface Desk {
  readonly virtual: VirtualCcid;
  readonly usb: FakeUsb;
  readonly door: WorkerDoor;
  readonly choice: { readonly vendorId: number; readonly productId: number };
}

async function desk(model: CcidModelName, options: VirtualCcidOptions = {}): Promise<Desk> {
  // the browser remembers only what has a serial number
  const virtual = create(model, { ...options, reader: { serial: '0001', ...options.reader } });
  const usb = await FakeUsb.launch(virtual, { allowed: [server.url.replace(/\/$/, '')] });
  running.push(usb);
  const page = await usb.browser.newPage();
  await page.goto(server.url);
  const device = Buffer.from(virtual.descriptors.device);
  const choice = { vendorId: device.readUInt16LE(8), productId: device.readUInt16LE(10) };
  return { virtual, usb, door: await WorkerDoor.open(page, 'dist/pwa'), choice };
}

describe('through Chromium’s own WebUSB', () => {
  it.each([
    ['ccid-tpdu', 'NTT Com SCR3310-NTTCom'],
    ['ccid-short', 'HID OMNIKEY 5321 CLi'],
    ['ccid-extended', 'DUALi DE-ABCM6'],
  ] as const)('%s: every task ends as it should', async (model, name) => {
    const { door, choice, virtual } = await desk(model);
    expect(await door.call('openUsbReader', choice)).toMatchObject({
      ok: true,
      value: { model: name, route: 'webusb', simulated: false, slots: 1, proven: false },
    });
    for (const [task, input] of TASKS) {
      const reply = await door.run(task, input);
      expect(reply, task).toMatchObject({ ok: true });
      if (input?.pin) expect(reply).toMatchObject({ value: { outcome: 'done' } });
    }
    const hashed = await door.run('hash-file', { name: '入山届.txt', file: '入山届\n' });
    const { ticket } = (hashed as { value: { ticket: string } }).value;
    const files = [{ ticket, attached: false }];
    const signed = await door.run('sign-files', { pin: 'ABC123', lastTryConfirmed: false, files });
    expect(signed).toMatchObject({ ok: true, value: { outcome: 'done' } });
    expect(virtual.violations).toEqual([]);
  });

  it('tells what is in a slot as it changes, gives the reader free, and notices a pulled cable', async () => {
    const { door, choice, virtual, usb } = await desk('ccid-tpdu');
    expect(await door.call('openUsbReader', choice)).toMatchObject({ ok: true });
    await door.call('watch');
    await until(async () => (await door.states()).at(-1) === 'one');
    virtual.placeCard(false);
    await until(async () => (await door.states()).at(-1) === 'empty');
    virtual.placeCard(true);
    await until(async () => (await door.states()).at(-1) === 'one');
    expect(await door.call('release')).toMatchObject({ ok: true });
    expect(await door.call('resume')).toMatchObject({ ok: true });
    virtual.halt('in');
    virtual.halt('interrupt');
    expect(await door.run('my-card')).toMatchObject({ ok: true });
    usb.unplug();
    await until(async () => (await door.states()).at(-1) === 'lost');
    expect(await door.run('my-card')).toMatchObject({ ok: false, code: 'reader.lost' });
  });

  it('finds the card in either slot of a reader that has two', async () => {
    const reader = { product: 'SCR331-DI USB Smart Card Reader' } as const;
    const { door, choice, virtual } = await desk('ccid-tpdu', { slot: 1, reader });
    expect(await door.call('openUsbReader', choice)).toMatchObject({ ok: true, value: { slots: 2 } });
    expect(await door.run('my-card')).toMatchObject({ ok: true });
    virtual.placeCard(true, 0);
    await until(async () => ((await door.run('my-card')) as { ok: boolean }).ok);
    expect(await door.call('openUsbReader', { ...choice, slot: 1 })).toMatchObject({ ok: true });
    expect(await door.run('my-card')).toMatchObject({ ok: false, code: 'card.none' });
    expect(virtual.violations).toEqual([]);
  });

  it('says that a reader of the protected class cannot be used', async () => {
    const { door, choice } = await desk('ccid-tpdu', { reader: { interfaceClass: 0x0b } });
    expect(await door.call('openUsbReader', choice)).toMatchObject({ ok: false, code: 'reader.unsupported' });
  });
});
