import type { KazasuError } from '../../core/error/kazasu-error.ts';
import type { UsbChoice } from '../../core/worker/protocol.ts';

/**
 * What became of the browser's own list: a reader, nothing (closed without choosing: no error), or no list at all,
 * because a setting or an administrator forbids USB devices to pages.
 */
export type Chosen =
  { readonly kind: 'reader'; readonly choice: UsbChoice } | { readonly kind: 'nothing' | 'no-list' };

/** Lets the person choose a USB reader in the browser's own list. Must be called within a click. */
export interface Chooser {
  /** `tab`: the list opens in a tab of its own, since a side panel cannot show it */
  readonly where: 'here' | 'tab';
  /** @throws what the browser throws that is no outcome */
  choose(): Promise<Chosen>;
  /** Where the list is elsewhere: tells that place how it went on. No error: the reader is open. */
  tell?(error?: KazasuError): void;
  /** Where the list is elsewhere: another choice made there after the last one could not be opened. */
  next?(): Promise<Chosen>;
}
