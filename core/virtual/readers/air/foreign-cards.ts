import { concat } from '../../../bytes/concat.ts';
import { equal } from '../../../bytes/equal.ts';
import { fromHex } from '../../../bytes/hex.ts';
import { crcA } from './crc-a.ts';
import type { Modulation, Picc, PiccAnswer } from './picc.ts';

/** A type A card as far as its activation goes: every second REQA is not answered; UID and SAK are invented. */
export class TypeACard implements Picc {
  readonly #uid: Uint8Array;
  readonly #sak: number;
  #ready = false;
  #on = false;

  constructor(uid = '01020304', sak = 0x08) {
    const bytes = fromHex(uid);
    this.#uid = concat(bytes, Uint8Array.of(bytes.reduce((a, b) => a ^ b, 0)));
    this.#sak = sak;
  }

  power(on: boolean): void {
    this.#on = on;
    this.#ready = false;
  }

  receive(frame: Uint8Array, { technology }: Modulation): Promise<PiccAnswer | undefined> {
    const answer = this.#on && technology === 'A' ? this.#answer(frame) : undefined;
    return Promise.resolve(answer && { frame: answer, rate: 106, afterMs: 0 });
  }

  #answer(frame: Uint8Array): Uint8Array | undefined {
    const [code, second] = frame;
    if (frame.length === 1 && (code === 0x26 || code === 0x52)) {
      this.#ready = !this.#ready; // REQA in READY sends it back to IDLE, silently (ISO/IEC 14443-3 6.3)
      return this.#ready ? fromHex('0400') : undefined;
    }
    if (!this.#ready || code !== 0x93) return undefined;
    if (second === 0x20 && frame.length === 2) return this.#uid;
    const select = concat(Uint8Array.of(0x93, 0x70), this.#uid);
    if (!equal(frame, concat(select, crcA(select)))) return undefined;
    return concat(Uint8Array.of(this.#sak), crcA(Uint8Array.of(this.#sak)));
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
