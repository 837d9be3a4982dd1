/** carrier frequency in kHz: cycles per ms */
const FC = 13560;

/** Elementary time unit in ms at 106, 212 or 424 kbit/s: 128 carrier cycles at 106 (ISO/IEC 14443-2). */
function etu(rate: number): number {
  return 128 / FC / Math.round(rate / 106);
}

const CHARACTER = 10;
const SOF = 12;
const EOF = 10;
/** the card's least guard and synchronisation times, TR0 64/fs and TR1 80/fs, fs = fc/16 (ISO/IEC 14443-3 7.1.6) */
const TR0_TR1 = (64 + 80) * (16 / FC);

/** ms a type B frame lasts, `length` bytes with CRC: characters of 10 etu between SOF and EOF (docs/bench.md) */
export function frameMs(length: number, rate: number): number {
  return (SOF + length * CHARACTER + EOF) * etu(rate);
}

/** ms from the end of a reader's frame to the start of the card's */
export function turnaroundMs(): number {
  return TR0_TR1;
}
