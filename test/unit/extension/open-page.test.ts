import { describe, expect, it } from 'vitest';
import type { PageLook } from '../../../extension/page/door.ts';
import type { BrowserDoor, Injection } from '../../../extension/tab/browser-door.ts';
import { openPage } from '../../../extension/tab/open-page.ts';
import { PageLink } from '../../../extension/tab/page-link.ts';
import { siteOf } from '../../../extension/tab/site.ts';

const LOOK: PageLook = {
  origin: 'https://shop.example.co.jp',
  url: 'https://shop.example.co.jp/form',
  evidence: { title: '', fields: [], forms: [], cut: false },
  foreignFrames: 0,
};

interface Fake {
  readonly url?: string | undefined;
  readonly look?: PageLook | null;
  readonly refuse?: string;
}

/** A browser whose one tab answers like this; it notes what it was asked to inject. */
function browser({ url = LOOK.url, look = LOOK, refuse }: Fake = {}): BrowserDoor & { asked: Injection[] } {
  const asked: Injection[] = [];
  return {
    asked,
    tabs: {
      query: () => Promise.resolve([{ id: 7, url }]),
      get: () => Promise.resolve({ id: 7, url }),
    },
    scripting: {
      run: (injection) => {
        asked.push(injection);
        if (refuse !== undefined) return Promise.reject(new Error(refuse));
        return Promise.resolve({ documentId: 'D1', ...('func' in injection && { result: look }) });
      },
    },
  };
}

describe('looking at the page of a tab', () => {
  it('injects one file into the top document and asks that very document', async () => {
    const fake = browser();
    const opened = await openPage(fake, { id: 7, url: LOOK.url });
    expect(opened).toMatchObject({ outcome: 'open', site: { domain: 'example.co.jp', before: 'shop.' } });
    expect(fake.asked).toMatchObject([
      { tabId: 7, file: 'page.js' },
      { tabId: 7, documentId: 'D1', args: ['kazasuDoor', 'look', []] },
    ]);
    if (opened.outcome === 'open') {
      await opened.link.fill({ origin: LOOK.origin, url: LOOK.url, writes: [] });
      expect(fake.asked[2]).toMatchObject({ tabId: 7, documentId: 'D1' });
    }
  });

  it.each([
    ['http://shop.example.co.jp/', 'not-secure'],
    ['chrome://settings/', 'browser'],
    ['file:///tmp/form.html', 'browser'],
    ['about:blank', 'browser'],
    ['data:text/html,x', 'browser'],
    ['https://chromewebstore.google.com/detail/x', 'browser'],
  ])('does not even inject into %s', async (url, why) => {
    const fake = browser({ url });
    expect(await openPage(fake, { id: 7, url })).toEqual({ outcome: 'closed', why });
    expect(fake.asked).toEqual([]);
  });

  it.each([
    [
      'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
      'ask',
    ],
    ['Cannot access contents of url "https://a.example/". Extension manifest must request permission', 'ask'],
    ['Cannot access a chrome:// URL', 'browser'],
    ['The extensions gallery cannot be scripted.', 'browser'],
    ['Frame with ID 0 is showing error page', 'browser'],
    ['No document with id D1 in tab with id 7', 'moving'],
    ['something new', 'ask'],
  ])('knows why it was refused: %s', async (refuse, why) => {
    expect(await openPage(browser({ refuse }), { id: 7 })).toEqual({ outcome: 'closed', why });
  });

  it('believes the browser and not the page about the site', async () => {
    const lies = browser({ look: { ...LOOK, origin: 'https://bank.example' } });
    expect(await openPage(lies, { id: 7 })).toEqual({ outcome: 'closed', why: 'moving' });
    const sandboxed = browser({ look: { ...LOOK, origin: 'null' } });
    expect(await openPage(sandboxed, { id: 7 })).toEqual({ outcome: 'closed', why: 'opaque' });
    expect(await openPage(browser({ look: null }), { id: 7 })).toEqual({ outcome: 'closed', why: 'moving' });
    const plain = browser({ url: 'http://shop.example.co.jp/' });
    expect(await openPage(plain, { id: 7 })).toEqual({ outcome: 'closed', why: 'not-secure' });
    expect(await openPage(browser(), undefined)).toEqual({ outcome: 'closed', why: 'no-tab' });
  });

  it('says that a document is lost when nobody answers for it', async () => {
    const link = new PageLink(browser({ refuse: 'No document with id D1' }), 7, 'D1');
    expect(await link.fill({ origin: '', url: '', writes: [] })).toEqual({ outcome: 'lost' });
    expect(await link.undo()).toEqual({ outcome: 'lost' });
    expect(await link.changed()).toBeUndefined();
  });
});

describe('the site', () => {
  it.each([
    ['https://www.shop.example.co.jp/a', 'example.co.jp', 'www.shop.', undefined],
    ['https://someone.github.io/', 'someone.github.io', '', undefined],
    ['https://city.minato.tokyo.jp/', 'city.minato.tokyo.jp', '', undefined],
    ['https://日本語.jp/', '日本語.jp', '', 'xn--wgv71a119e.jp'],
    ['https://login.аррӏе.com:8443/', 'аррӏе.com:8443', 'login.', 'login.xn--80ak6aa92e.com'],
    ['https://192.0.2.7/', '192.0.2.7', '', undefined],
    ['https://[2001:db8::1]/', '[2001:db8::1]', '', undefined],
    ['https://localhost/', 'localhost', '', undefined],
  ])('%s', (url, domain, before, ascii) => {
    const site = siteOf(new URL(url));
    expect(site).toMatchObject({ domain, before });
    expect(site.ascii).toBe(ascii);
    expect(new URL(url).origin).toBe(site.origin);
  });
});
