import type { PageLook } from '../page/door.ts';
import { DOOR } from '../page/door.ts';
import type { BrowserDoor, BrowserTab } from './browser-door.ts';
import { callDoor, PageLink } from './page-link.ts';
import { siteOf, type Site } from './site.ts';

/**
 * Why a page cannot be looked at. `ask`: the icon was not pressed on it, or it went to another site since. `browser`:
 * a page of the browser or of its store, which no extension may touch. `not-secure`: not https, anybody on the way could
 * read along. `opaque`: it belongs to no site (sandboxed). `moving`: it was just going to another address.
 */
export type Unreachable = 'no-tab' | 'ask' | 'browser' | 'not-secure' | 'opaque' | 'moving';

/** A page that was looked at. */
export interface OpenPage {
  readonly outcome: 'open';
  readonly link: PageLink;
  readonly site: Site;
  readonly look: PageLook;
}

export type Opened = OpenPage | { readonly outcome: 'closed'; readonly why: Unreachable };

/** built by tools/injected.ts beside the panel */
const SCRIPT = 'page.js';

/** Looks at the page of a tab: injects our script into its top document, once, and takes its answer. */
export async function openPage(browser: BrowserDoor, tab: BrowserTab | undefined): Promise<Opened> {
  if (tab?.id === undefined) return closed('no-tab');
  const refused = tab.url === undefined ? undefined : refusal(tab.url);
  if (refused) return closed(refused);
  let documentId: string | undefined;
  let look: PageLook | undefined;
  try {
    const injected = await browser.scripting.run({ tabId: tab.id, file: SCRIPT });
    documentId = injected?.documentId;
    if (documentId === undefined) return closed('moving');
    const answer = await browser.scripting.run({
      tabId: tab.id,
      documentId,
      func: callDoor,
      args: [DOOR, 'look', []],
    });
    look = (answer?.result ?? undefined) as PageLook | undefined;
  } catch (reason) {
    return closed(whyNot(reason));
  }
  // the site is what the browser says, not what the page says
  const { url } = await browser.tabs.get(tab.id);
  if (url === undefined || look === undefined) return closed('moving');
  const now = refusal(url);
  if (now) return closed(now);
  const site = siteOf(new URL(url));
  if (look.origin === 'null') return closed('opaque');
  if (look.origin !== site.origin) return closed('moving');
  return { outcome: 'open', link: new PageLink(browser, tab.id, documentId), site, look };
}

function closed(why: Unreachable): Opened {
  return { outcome: 'closed', why };
}

function refusal(url: string): Unreachable | undefined {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'http:') return 'not-secure';
  if (protocol !== 'https:') return 'browser';
  return STORES.test(hostname) ? 'browser' : undefined;
}

const STORES = /^(chromewebstore\.google\.com|chrome\.google\.com|microsoftedge\.microsoft\.com)$/;

/** Chrome has no codes for this, only sentences (read from Chromium 156). */
function whyNot(reason: unknown): Unreachable {
  const text = reason instanceof Error ? reason.message : '';
  if (
    /chrome:\/\/|chrome-extension:\/\/|gallery|extensions? gallery|cannot be scripted|error page/i.test(text)
  )
    return 'browser';
  return /no (frame|document|tab) with id|was removed|navigat/i.test(text) ? 'moving' : 'ask';
}
