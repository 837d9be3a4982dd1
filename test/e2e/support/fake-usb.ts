import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer';
import type { UsbModel } from '../../../core/virtual/readers/readers.ts';
import { FakeBus } from '../../support/fake-bus.ts';

export interface FakeUsbOptions {
  /** origins that may use the reader without being asked, as a browser remembers it */
  readonly allowed?: readonly string[];
  /** a setting keeps USB devices from every page, as a person or an administrator can choose */
  readonly blocked?: boolean;
  /** shown on this display, with windows; absent: headless */
  readonly display?: string;
  readonly args?: readonly string[];
}

/** A Chromium that sees a software reader as a real USB device: everything of WebUSB but the cable is its own. */
export class FakeUsb {
  readonly browser: Browser;
  readonly #bus: FakeBus;

  private constructor(browser: Browser, bus: FakeBus) {
    this.browser = browser;
    this.#bus = bus;
  }

  static async launch(model: UsbModel, options: FakeUsbOptions = {}): Promise<FakeUsb> {
    const bus = await FakeBus.open(model);
    writePreferences(bus.folder, model, options);
    const start = (): Promise<Browser> =>
      puppeteer.launch({
        executablePath: join(import.meta.dirname, '../fake-usb/launch.sh'),
        userDataDir: join(bus.folder, 'profile'),
        headless: options.display === undefined,
        enableExtensions: true,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-sync',
          ...(options.args ?? []),
        ],
        env: { ...bus.env, ...(options.display !== undefined && { DISPLAY: options.display }) },
      });
    // a child that Chromium forks can hang on a lock of umockdev's own preload, once in many starts
    const [address = 'about:blank'] = options.allowed ?? [];
    const browser = await startWorking(start, address).catch(() => startWorking(start, address));
    return new FakeUsb(browser, bus);
  }

  /** pulls the cable; the model itself is not told */
  unplug(): void {
    this.browser.process()?.kill('SIGUSR1');
  }

  plugIn(): void {
    this.browser.process()?.kill('SIGUSR2');
  }

  /** the system keeps the device from the browser, or somebody else has claimed its interface */
  surround(how: 'denied' | 'claimed', yes: boolean): void {
    this.#bus.surround(how, yes);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#bus.close();
  }
}

/** A browser that has shown a page, or an error in good time. */
async function startWorking(start: () => Promise<Browser>, address: string): Promise<Browser> {
  const browser = await start();
  try {
    const page = await browser.newPage();
    await page.goto(address === 'about:blank' ? address : `${address}/icon.svg`, { timeout: 15_000 });
    await page.close();
    return browser;
  } catch (error) {
    browser.process()?.kill('SIGKILL');
    throw error;
  }
}

/** What the browser writes down when a person has chosen a device in its list, and the setting for all pages. */
function writePreferences(
  folder: string,
  { descriptors }: UsbModel,
  { allowed = [], blocked = false }: FakeUsbOptions,
): void {
  const device = Buffer.from(descriptors.device);
  const chosen = {
    name: descriptors.strings[1] ?? '',
    'vendor-id': device.readUInt16LE(8),
    'product-id': device.readUInt16LE(10),
    'serial-number': descriptors.strings[2] ?? '',
  };
  const setting = { setting: { 'chosen-objects': [chosen] } };
  const usb_chooser_data = Object.fromEntries(allowed.map((origin) => [`${origin},*`, setting]));
  const preferences = {
    profile: {
      content_settings: { exceptions: { usb_chooser_data } },
      ...(blocked && { default_content_setting_values: { usb_guard: 2 } }),
    },
  };
  mkdirSync(join(folder, 'profile/Default'), { recursive: true });
  writeFileSync(join(folder, 'profile/Default/Preferences'), JSON.stringify(preferences));
}
