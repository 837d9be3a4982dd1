import type { ErrorCode } from '../../core/error/codes.ts';
import type { ErrorDetail } from '../../core/error/kazasu-error.ts';
import type { UsbChoice } from '../../core/worker/protocol.ts';

/** Between the side panel that wants a reader and the tab where it is chosen. `panel`: which one asked. */
export type TabTalk =
  /** tab: this one was chosen */
  | { readonly kind: 'chosen'; readonly panel: string; readonly choice: UsbChoice }
  /** panel: I am here, and go on */
  | { readonly kind: 'heard'; readonly panel: string }
  /** panel: the reader is open */
  | { readonly kind: 'opened'; readonly panel: string }
  /** panel: it could not be opened */
  | {
      readonly kind: 'failed';
      readonly panel: string;
      readonly code: ErrorCode;
      readonly detail: ErrorDetail;
    };

/** One channel of the extension's origin: nobody else hears it. */
export function tabTalk(): BroadcastChannel {
  return new BroadcastChannel('kazasu-reader');
}
