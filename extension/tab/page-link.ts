import { DOOR, type Door, type FillAnswer, type FillOrder, type UndoAnswer } from '../page/door.ts';
import type { BrowserDoor } from './browser-door.ts';

/** The document is gone: navigated, closed, or the permission to look at it was lost. */
export interface Lost {
  readonly outcome: 'lost';
}

/** One document of one tab. Everything sent goes to this document or to none: another page in the tab never gets it. */
export class PageLink {
  readonly #browser: BrowserDoor;
  readonly tabId: number;
  readonly documentId: string;

  constructor(browser: BrowserDoor, tabId: number, documentId: string) {
    this.#browser = browser;
    this.tabId = tabId;
    this.documentId = documentId;
  }

  async light(keys: readonly number[]): Promise<void> {
    await this.#call('light', keys);
  }

  async fill(order: FillOrder): Promise<FillAnswer | Lost> {
    return (await this.#call('fill', order)) ?? LOST;
  }

  async undo(): Promise<UndoAnswer | Lost> {
    return (await this.#call('undo')) ?? LOST;
  }

  /** keys that no longer show what was written; undefined: nobody can know any more */
  async changed(): Promise<readonly number[] | undefined> {
    return this.#call('changed');
  }

  async #call<Name extends keyof Door>(
    name: Name,
    ...args: Parameters<Door[Name]>
  ): Promise<Awaited<ReturnType<Door[Name]>> | undefined> {
    try {
      const answer = await this.#browser.scripting.run({
        tabId: this.tabId,
        documentId: this.documentId,
        func: callDoor,
        args: [DOOR, name, args],
      });
      return (answer?.result ?? undefined) as Awaited<ReturnType<Door[Name]>> | undefined;
    } catch {
      return undefined;
    }
  }
}

const LOST: Lost = { outcome: 'lost' };

/** Runs in the page: it can use nothing but its arguments. */
export function callDoor(at: string, name: string, args: readonly unknown[]): unknown {
  const door = (globalThis as unknown as Record<string, Record<string, (...all: unknown[]) => unknown>>)[at];
  return door?.[name]?.(...args);
}
