import { concat } from '../../bytes/concat.ts';

/** A block as a card may send it to a reader that uses neither CID nor NAD (readers.md 5.4). */
export type Block =
  | { readonly kind: 'I'; readonly number: number; readonly chained: boolean; readonly inf: Uint8Array }
  | { readonly kind: 'ACK'; readonly number: number }
  | { readonly kind: 'WTX'; readonly wtxm: number }
  | { readonly kind: 'DESELECT' };

export function iBlock(number: number, inf: Uint8Array, chained: boolean): Uint8Array {
  return concat(Uint8Array.of(0x02 | number | (chained ? 0x10 : 0)), inf);
}
export const rAck = (number: number): Uint8Array => Uint8Array.of(0xa2 | number);
export const rNak = (number: number): Uint8Array => Uint8Array.of(0xb2 | number);
export const sWtx = (wtxm: number): Uint8Array => Uint8Array.of(0xf2, wtxm);
export const sDeselect = (): Uint8Array => Uint8Array.of(0xc2);

/**
 * @returns undefined for what a card may not send here: R(NAK), CID or NAD, a reserved PCB, a multiplier outside
 * 1..59, a chained block without content, a wrong length
 */
export function parseBlock(frame: Uint8Array): Block | undefined {
  const [pcb, wtx] = frame;
  if (pcb === undefined) return undefined;
  if ((pcb & 0xee) === 0x02) {
    const chained = (pcb & 0x10) !== 0;
    const inf = frame.subarray(1);
    return chained && inf.length === 0 ? undefined : { kind: 'I', number: pcb & 1, chained, inf };
  }
  if ((pcb & 0xfe) === 0xa2 && frame.length === 1) return { kind: 'ACK', number: pcb & 1 };
  if (pcb === 0xc2 && frame.length === 1) return { kind: 'DESELECT' };
  if (pcb === 0xf2 && wtx !== undefined && frame.length === 2) {
    const wtxm = wtx & 0x3f; // the other two bits tell the power level
    return wtxm >= 1 && wtxm <= 59 ? { kind: 'WTX', wtxm } : undefined;
  }
  return undefined;
}
