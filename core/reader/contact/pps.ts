/** Clock cycles and bits of TA1 by nibble (ISO/IEC 7816-3 tables 7 and 8); 0: reserved. */
const F = [372, 372, 558, 744, 1116, 1488, 1860, 0, 0, 512, 768, 1024, 1536, 2048, 0, 0];
const D = [0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0];
const PPSS = 0xff;
const HAS_PPS1 = 0x10;

/** bit/s of a TA1 at a clock in kHz; undefined for reserved values */
export function bitRate(ta1: number, clock: number): number | undefined {
  const [f = 0, d = 0] = [F[ta1 >> 4], D[ta1 & 0x0f]];
  return f === 0 || d === 0 ? undefined : (clock * 1000 * d) / f;
}

/** Asks a card that has just answered to reset for a protocol and a rate (ISO/IEC 7816-3 section 9). */
export function ppsRequest(protocol: number, ta1: number): Uint8Array<ArrayBuffer> {
  const pps0 = HAS_PPS1 | protocol;
  return Uint8Array.of(PPSS, pps0, ta1, PPSS ^ pps0 ^ ta1);
}

/** The rate both use from now on: what was asked for, 11 when the card leaves it out; undefined when it does not agree. */
export function acceptedRates(answer: Uint8Array, protocol: number, ta1: number): number | undefined {
  const [ppss, pps0 = 0, pps1] = answer;
  const check = answer.reduce((sum, byte) => sum ^ byte, 0);
  if (ppss !== PPSS || check !== 0 || (pps0 & 0x0f) !== protocol) return undefined;
  if (pps0 === (HAS_PPS1 | protocol)) return pps1 === ta1 && answer.length === 4 ? ta1 : undefined;
  return pps0 === protocol && answer.length === 3 ? 0x11 : undefined;
}
