/** Time of the simulated hardware, in ms; tests pass one that they turn themselves. */
export interface DeviceClock {
  sleep(ms: number): Promise<void>;
}

export const realTime: DeviceClock = {
  sleep: (ms) => (ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve()),
};
