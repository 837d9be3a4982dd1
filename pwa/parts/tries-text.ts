import type { PinState } from '../../core/worker/pins.ts';
import type { Messages } from '../messages/ja.ts';

/** The tries left in words; `all`: the full number, where it helps to see it. */
export function triesText(state: PinState, t: Messages['pin'], all?: number): string {
  switch (state.state) {
    case 'tries':
      return all === undefined ? t.left(state.left) : t.leftOf(state.left, all);
    case 'blocked':
      return t.blocked;
    case 'uncounted':
      return t.uncounted;
    case 'verified':
      return t.verified;
    case 'missing':
      return t.missing;
  }
}
