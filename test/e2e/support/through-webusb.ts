import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer';
import { startServer } from '../../../tools/serve.mjs';
import { credentialsOf } from '../../../core/virtual/card.ts';
import type { UsbModel } from '../../../core/virtual/readers/readers.ts';
import { FakeUsb } from './fake-usb.ts';
import { WorkerDoor, type PlainInput } from './worker-door.ts';

const NUMBER_B = (await credentialsOf('adult')).referenceNumberB;
const CHALLENGE = { origin: 'https://kazasu.example', purpose: 'self-check' };

/** What a test does to a reader of software. */
interface Touchable extends UsbModel {
  readonly violations: readonly string[];
  placeCard(there: boolean): void;
  halt(direction: 'in' | 'out'): void;
}

export interface Subject {
  readonly choice: { readonly vendorId: number; readonly productId: number };
  /** another product of the registry, which is not plugged in */
  readonly sister: number;
  readonly serial: string;
  /** what the page learns of it */
  readonly info: { readonly model: string; readonly firmware: string };
  readonly create: () => Touchable;
}

/**
 * The built PWA's worker and driver, through Chromium's own WebUSB, on a reader of software that the browser takes for
 * a device on its bus.
 */
export function describeThroughWebUsb(subject: Subject): void {
  const { choice: CHOICE, serial: SERIAL } = subject;
  let reader: Touchable;
  let usb: FakeUsb;
  let server: Awaited<ReturnType<typeof startServer>>;
  let page: Page;
  let door: WorkerDoor;

  beforeAll(async () => {
    reader = subject.create();
    server = await startServer({ root: 'dist/pwa' });
    usb = await FakeUsb.launch(reader, { allowed: [server.url.replace(/\/$/, '')] });
    page = await usb.browser.newPage();
    await page.goto(server.url);
    door = await WorkerDoor.open(page, 'dist/pwa');
  }, 120_000);

  afterAll(async () => {
    await usb.close();
    await server.close();
  });

  describe(`${subject.info.model} through Chromium’s own WebUSB`, () => {
    it('the reader is found, opened and named', async () => {
      expect(await door.call('usbReaders')).toEqual({
        ok: true,
        value: [{ ...CHOICE, serialNumber: SERIAL, nth: 0, model: subject.info.model }],
      });
      expect(await door.call('openUsbReader', CHOICE)).toMatchObject({
        ok: true,
        value: { ...subject.info, hasSerial: true, simulated: false, route: 'webusb' },
      });
    });

    it.each<[string, PlainInput?]>([
      ['my-card'],
      ['tries', { name: 'authentication' }],
      ['my-data', { pin: '1234', lastTryConfirmed: false, by: 'textInput' }],
      ['prove', { pin: '1234', lastTryConfirmed: false, challenge: CHALLENGE }],
      ['card-face', { pin: NUMBER_B, lastTryConfirmed: false }],
    ])('%s ends as it should', async (name, input) => {
      const reply = await door.run(name, input);
      expect(reply).toMatchObject({ ok: true });
      if (input?.pin) expect(reply).toMatchObject({ value: { outcome: 'done' } });
      expect(reader.violations).toEqual([]);
    });

    it('sign-files ends as it should', async () => {
      const hashed = await door.run('hash-file', { name: '入山届.txt', file: '入山届\n' });
      expect(hashed).toMatchObject({ ok: true });
      const { ticket } = (hashed as { value: { ticket: string } }).value;
      const input = { pin: 'ABC123', lastTryConfirmed: false, files: [{ ticket, attached: false }] };
      expect(await door.run('sign-files', input)).toMatchObject({ ok: true, value: { outcome: 'done' } });
      expect(reader.violations).toEqual([]);
    });

    it('tells what lies in the field as it changes', async () => {
      await door.call('watch');
      await until(async () => (await door.states()).at(-1) === 'one');
      reader.placeCard(false);
      await until(async () => (await door.states()).at(-1) === 'empty');
      reader.placeCard(true);
      await until(async () => (await door.states()).at(-1) === 'one');
    });

    it('is given free and taken again', async () => {
      expect(await door.call('release')).toMatchObject({ ok: true });
      const second = await WorkerDoor.open(await otherPage(), 'dist/pwa');
      expect(await second.call('openUsbReader', CHOICE)).toMatchObject({ ok: true });
      expect(await door.call('resume')).toMatchObject({
        ok: false,
        code: 'reader.busy',
        detail: { what: 'window' },
      });
      await second.call('close');
      await second.end();
      expect(await door.call('resume')).toMatchObject({ ok: true });
      expect(await door.run('my-card')).toMatchObject({ ok: true });
    });

    it('says who keeps it away', async () => {
      await door.call('close');
      usb.surround('claimed', true);
      expect(await door.call('openUsbReader', CHOICE)).toMatchObject({
        code: 'reader.busy',
        detail: { what: 'claim' },
      });
      usb.surround('claimed', false);
      usb.surround('denied', true);
      expect(await door.call('openUsbReader', CHOICE)).toMatchObject({ code: 'reader.no-access' });
      usb.surround('denied', false);
      expect(await door.call('openUsbReader', { ...CHOICE, productId: subject.sister })).toMatchObject({
        code: 'reader.not-permitted',
      });
      expect(await door.call('openUsbReader', CHOICE)).toMatchObject({ ok: true });
    });

    it('survives a stall', async () => {
      reader.halt('in');
      expect(await door.run('my-card')).toMatchObject({ ok: true });
    });

    it('notices that the cable is pulled, and works again when it is put back', async () => {
      await door.call('watch');
      await until(async () => (await door.states()).at(-1) === 'one');
      usb.unplug();
      await until(async () => (await door.states()).at(-1) === 'lost');
      expect(await door.run('my-card')).toMatchObject({ ok: false, code: 'reader.lost' });
      expect(await door.call('openUsbReader', { ...CHOICE, serialNumber: SERIAL })).toMatchObject({
        code: 'reader.lost',
      });
      usb.plugIn();
      await until(async () => ((await door.call('usbReaders')) as { value: unknown[] }).value.length === 1);
      expect(await door.call('openUsbReader', { ...CHOICE, serialNumber: SERIAL })).toMatchObject({
        ok: true,
      });
      expect(await door.run('my-card')).toMatchObject({ ok: true });
      expect(reader.violations).toEqual([]);
    });
  });

  async function otherPage(): Promise<Page> {
    const other = await usb.browser.newPage();
    await other.goto(server.url);
    return other;
  }
}

async function until(what: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it never happened');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
