import type { PageEvidence } from '../../core/form/plan/evidence.ts';
import type { Write } from '../../core/form/plan/make-writes.ts';
import type { Filled } from '../../core/form/page/fill.ts';

/** What a page says of itself and its fields. Plain data: it crosses from the page to the panel. */
export interface PageLook {
  /** the document's own origin; `null` when it has none (sandboxed) */
  readonly origin: string;
  readonly url: string;
  readonly evidence: PageEvidence;
  /** frames of other sites: nothing in them is read or filled */
  readonly foreignFrames: number;
  /** what stands in this document from an earlier filling that was not undone */
  readonly earlier?: FillAnswer;
}

/** What is to be filled, and in which document it was decided. */
export interface FillOrder {
  readonly origin: string;
  readonly url: string;
  readonly writes: readonly Write[];
}

/**
 * How a filling ended. Nothing at all was written when the page is not the one that was looked at (`moved`) or is still
 * being filled (`busy`). `broken`: the page threw us out half way; `filled` says what stands there all the same.
 */
export type FillAnswer =
  | { readonly outcome: 'filled' | 'broken'; readonly filled: readonly Filled[] }
  | { readonly outcome: 'moved' | 'busy' };

/** What was put back. `left`: fields that do not show their former value, because the page changed. */
export type UndoAnswer =
  { readonly outcome: 'undone'; readonly left: readonly number[] } | { readonly outcome: 'nothing' | 'busy' };

/** The functions of the injected script. Each runs when called and leaves nothing running. */
export interface Door {
  look(): PageLook;
  /** draws a frame around fields, and takes it from all others; scrolls to the first when it is out of sight */
  light(keys: readonly number[]): void;
  fill(order: FillOrder): Promise<FillAnswer>;
  /** puts former values back */
  undo(): Promise<UndoAnswer>;
  /** keys of filled fields that no longer show what was written: somebody or the page changed them */
  changed(): readonly number[];
}

export type { Filled };

/** Where the script keeps itself: in the extension's own world of the document, invisible to the page. */
export const DOOR = 'kazasuDoor';
