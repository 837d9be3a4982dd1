import { describe, expect, it } from 'vitest';
import type { PinState } from '../../../core/worker/pins.ts';
import { judgeTry } from '../../../pwa/session/pin-try.ts';

const tries = (left: number): PinState => ({ state: 'tries', left });

describe('judgeTry', () => {
  it.each([
    [tries(3), tries(3), 'not-used'],
    [tries(3), tries(2), 'used'],
    [tries(1), { state: 'blocked' }, 'used'],
    // the PIN was right: the counter went back to the full number
    [tries(2), tries(3), 'not-used'],
    [undefined, tries(2), 'unknown'],
    [tries(3), { state: 'missing' }, 'unknown'],
    [tries(3), { state: 'verified' }, 'unknown'],
    [{ state: 'uncounted' }, { state: 'uncounted' }, 'not-used'],
    [{ state: 'uncounted' }, tries(2), 'unknown'],
  ] as const)('%j then %j: %s', (before, after, verdict) => {
    expect(judgeTry(before, after)).toBe(verdict);
  });
});
