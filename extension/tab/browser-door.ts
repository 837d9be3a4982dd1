/** What is needed of `chrome`, so that tests can be the browser. */
export interface BrowserDoor {
  readonly tabs: {
    query(which: { active: true; currentWindow: true }): Promise<readonly BrowserTab[]>;
    get(id: number): Promise<BrowserTab>;
  };
  readonly scripting: {
    /** at once, in our own world of the document; fails with Chrome's sentence when it may not */
    run(injection: Injection): Promise<InjectionResult | undefined>;
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
  readonly tabId: number;
  /** undefined: the top document, whichever it is */
  readonly documentId?: string;
} & (
  | { readonly file: string }
  | {
      readonly func: (at: string, name: string, args: readonly unknown[]) => unknown;
      readonly args: [string, string, readonly unknown[]];
    }
);

export interface InjectionResult {
  readonly documentId: string;
  readonly result?: unknown;
}
