/** carrier frequency in kHz: cycles per ms */
const FC = 13560;
/** FWI 15 is reserved and means 4 (readers.md 5.3) */
const RESERVED = 15;

/** ms a reader waits beyond the frame waiting time, for the tolerance of both clocks */
export const WAIT_MARGIN = 49152 / FC;

/** Frame waiting time in ms: the longest silence before an answer begins (readers.md 5.3). */
export function frameWaitingTime(fwi: number): number {
  return (4096 / FC) * 2 ** (fwi === RESERVED ? 4 : fwi & 0x0f);
}

const LONGEST = frameWaitingTime(14);

/** Waiting time for one answer after S(WTX) with multiplier `wtxm`, in ms; never above that of FWI 14. */
export function extendedWaitingTime(fwt: number, wtxm: number): number {
  return Math.min(fwt * wtxm, LONGEST);
}
