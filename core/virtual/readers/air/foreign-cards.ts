import { fromHex } from '../../../bytes/hex.ts';
import type { Modulation, Picc, PiccAnswer } from './picc.ts';

/** A type A card as far as a reader that only asks "who is there" sees it: every second REQA is not answered. */
export class TypeACard implements Picc {
  #ready = false;
  #on = false;

  power(on: boolean): void {
    this.#on = on;
    this.#ready = false;
  }

  receive(frame: Uint8Array, { technology }: Modulation): Promise<PiccAnswer | undefined> {
    const asked = technology === 'A' && frame.length === 1 && (frame[0] === 0x26 || frame[0] === 0x52);
    if (!this.#on || !asked) return Promise.resolve(undefined);
    this.#ready = !this.#ready; // REQA in READY sends it back to IDLE, silently (ISO/IEC 14443-3 6.3)
    return Promise.resolve(this.#ready ? { frame: fromHex('0400'), rate: 106, afterMs: 0 } : undefined);
  }
}

/** A FeliCa card as far as polling goes: SENSF_REQ is answered with IDm and PMm, all invented. */
export class FelicaCard implements Picc {
  #on = false;

  power(on: boolean): void {
    this.#on = on;
  }

  receive(frame: Uint8Array, { technology }: Modulation): Promise<PiccAnswer | undefined> {
    const asked = technology === 'F' && frame.length === 6 && frame[0] === 6 && frame[1] === 0;
    if (!this.#on || !asked) return Promise.resolve(undefined);
    const answer = fromHex('1401 0102030405060708 00F0000000000100 0003');
    return Promise.resolve({ frame: answer, rate: 212, afterMs: 2.4 });
  }
}
