import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer';

/** Debian's Chromium, without anything that would call out. */
export function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return puppeteer.launch({
    ...options,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(options.args ?? []),
    ],
  });
}
