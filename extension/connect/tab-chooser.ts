import type { Chooser, Chosen } from '../../pwa/reader/chooser.ts';
import { tabTalk, type TabTalk } from '../../pwa/reader/tab-talk.ts';

/**
 * Lets a reader be chosen in a tab: the browser's list cannot open from a side panel (it fails at once, looking like
 * a cancel). The permission belongs to the extension's origin, so the panel's worker finds the reader afterwards.
 */
export function tabChooser(): Chooser {
  const panel = crypto.randomUUID();
  const channel = tabTalk();
  const say = (message: TabTalk): void => channel.postMessage(message);
  let tab: number | undefined;

  const next = (): Promise<Chosen> =>
    new Promise((resolve) => {
      const end = (chosen: Chosen): void => {
        chrome.tabs.onRemoved.removeListener(removed);
        channel.onmessage = null;
        resolve(chosen);
      };
      const removed = (closed: number): void => {
        if (closed === tab) end({ kind: 'nothing' });
      };
      chrome.tabs.onRemoved.addListener(removed);
      channel.onmessage = ({ data }: MessageEvent<TabTalk>) => {
        if (data.panel !== panel || data.kind !== 'chosen') return;
        say({ kind: 'heard', panel });
        end({ kind: 'reader', choice: data.choice });
      };
    });

  return {
    where: 'tab',
    next,
    async choose() {
      const chosen = next();
      ({ id: tab } = await chrome.tabs.create({ url: `connect.html#${panel}` }));
      return chosen;
    },
    tell(error) {
      if (error) say({ kind: 'failed', panel, code: error.code, detail: error.detail });
      else say({ kind: 'opened', panel });
    },
  };
}
