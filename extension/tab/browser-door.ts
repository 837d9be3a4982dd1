/** What is needed of `chrome`, so that tests can be the browser. */
export interface BrowserDoor {
  readonly tabs: {
    query(which: { active: true; currentWindow: true }): Promise<readonly BrowserTab[]>;
    get(id: number): Promise<BrowserTab>;
  };
  readonly scripting: {
    executeScript(injection: Injection): Promise<readonly InjectionResult[]>;
  };
}

/** `url` only where we may look: after a click on the icon (activeTab) or with the site's permission. */
export interface BrowserTab {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly windowId?: number | undefined;
}

export type Injection = {
  readonly target: { tabId: number; documentIds?: string[]; frameIds?: number[] };
  readonly injectImmediately?: boolean;
} & (
  { readonly files: string[] } | { readonly func: (...args: never[]) => unknown; readonly args: unknown[] }
);

export interface InjectionResult {
  readonly documentId: string;
  readonly result?: unknown;
}
