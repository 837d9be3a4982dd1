import type { Clock } from '../../core/reader/clock.ts';
import type { DeviceClock } from '../../core/virtual/readers/clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/**
 * Simulated time for driver and device alike: when nothing is left to do it jumps to the next timer, so an hour of
 * waiting costs nothing. Work it cannot see (a card that really computes) is held with {@link AutoClock.hold}.
 */
export class AutoClock implements Clock, DeviceClock {
  #now = 0;
  #timers: Timer[] = [];
  #held = 0;
  #turning = false;
  #stopped = false;

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    if (this.#stopped) return () => undefined;
    const timer = { at: this.#now + Math.max(0, ms), run };
    this.#timers.push(timer);
    this.#turn();
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  sleep(ms: number): Promise<void> {
    return ms > 0 ? new Promise((resolve) => void this.after(ms, resolve)) : Promise.resolve();
  }

  /** nothing that waits now will ever run: the end of a test */
  stop(): void {
    this.#timers = [];
    this.#stopped = true;
  }

  async hold<T>(work: Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      return await work;
    } finally {
      this.#held -= 1;
      this.#turn();
    }
  }

  #turn(): void {
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(() => {
      this.#turning = false;
      if (this.#held > 0 || this.#timers.length === 0) return;
      const next = this.#timers.reduce((first, one) => (one.at < first.at ? one : first));
      this.#timers = this.#timers.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      this.#turn();
    });
  }
}
