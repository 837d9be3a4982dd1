import type { BrowserTab } from './browser-door.ts';

export interface TabEvents {
  /** the icon was pressed on a tab of this window */
  readonly clicked: (tab: BrowserTab) => void;
  /** another tab came to the front, or the page in front has loaded */
  readonly moved: () => void;
}

/** Tells what happens to the tab beside the panel. @returns ends it */
export async function watchTabs({ clicked, moved }: TabEvents): Promise<() => void> {
  const { id: windowId } = await chrome.windows.getCurrent();
  const onClicked = (tab: chrome.tabs.Tab): void => {
    if (tab.windowId === windowId) clicked(tab);
  };
  const onActivated = (info: { windowId: number }): void => {
    if (info.windowId === windowId) moved();
  };
  const onUpdated = (_: number, change: { status?: string | undefined }, tab: chrome.tabs.Tab): void => {
    if (change.status === 'complete' && tab.active && tab.windowId === windowId) moved();
  };
  chrome.action.onClicked.addListener(onClicked);
  chrome.tabs.onActivated.addListener(onActivated);
  chrome.tabs.onUpdated.addListener(onUpdated);
  return () => {
    chrome.action.onClicked.removeListener(onClicked);
    chrome.tabs.onActivated.removeListener(onActivated);
    chrome.tabs.onUpdated.removeListener(onUpdated);
  };
}
