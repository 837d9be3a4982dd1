/** Time as the drivers see it; tests pass their own. */
export interface Clock {
  /** ms since some fixed moment, never going back */
  now(): number;
  /** calls `run` once, `ms` from now; what is returned calls it off */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}
