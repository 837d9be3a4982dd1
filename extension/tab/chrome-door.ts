import type { BrowserDoor } from './browser-door.ts';

/** The real browser. */
export const chromeDoor: BrowserDoor = {
  tabs: chrome.tabs,
  scripting: {
    async run(injection) {
      const { tabId, documentId } = injection;
      const target = documentId === undefined ? { tabId } : { tabId, documentIds: [documentId] };
      const results =
        'file' in injection
          ? await chrome.scripting.executeScript({ target, files: [injection.file], injectImmediately: true })
          : await chrome.scripting.executeScript({
              target,
              func: injection.func,
              args: injection.args,
              injectImmediately: true,
            });
      return results[0];
    },
  },
};
