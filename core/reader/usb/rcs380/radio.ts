import { concat } from '../../../bytes/concat.ts';
import { fromHex } from '../../../bytes/hex.ts';
import { wipe } from '../../../bytes/wipe.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import type { BitRate, Radio, RadioAnswer, Technology } from '../../contactless/radio.ts';
import type { UsbPipe } from '../pipe.ts';
import type { Frame } from './frame.ts';
import type { CommandName, Rcs380Link } from './link.ts';

/** Send and receive settings of InSetRF (readers.md 2.4). */
const RF: Readonly<Record<string, string>> = {
  B106: '03070F07',
  B212: '03080F08',
  B424: '03090F09',
  A106: '02030F03',
  F212: '01010F01',
};

/**
 * InSetProtocol, all keys in one list, as the Linux driver does (readers.md 2.5): check bytes added and checked and
 * SOF and EOF for B; seven bits and parity for A's REQA, as in the capture; the defaults for F.
 */
const PROTOCOL: Readonly<Record<Technology, string>> = {
  B: '00140101020103000400050006000708080009010A010B010C010E040F001000110012001306',
  A: '00060100020003000400050106000707080009000A000B000C000E040F001000110012001306',
  F: '00180101020103000400050006000708080009000A000B000C000E040F001000110012001306',
};

/** RF status bits that say what became of the frame; any other bit says that the radio itself failed (readers.md 2.6). */
const TIMEOUT = 0x80;
const UNREADABLE = 0x01 | 0x02 | 0x04 | 0x08 | 0x10 | 0x80000000;
const MAX_WAIT = 0xffff;

/** The radio of an RC-S380. The chip adds and checks CRC_B; the field comes on with the first command that needs it. */
export class Rcs380Radio implements Radio {
  readonly rates: readonly BitRate[] = [106, 212, 424];
  /** command, ACK, answer */
  readonly transfersPerExchange = 3;
  readonly lost: Promise<void>;
  readonly #link: Rcs380Link;
  readonly #pipe: UsbPipe<Frame>;

  constructor(link: Rcs380Link, pipe: UsbPipe<Frame>) {
    this.#link = link;
    this.#pipe = pipe;
    this.lost = pipe.lost;
  }

  async tune(technology: Technology, rate: BitRate = technology === 'F' ? 212 : 106): Promise<void> {
    await this.#set('InSetRF', fromHex(RF[`${technology}${rate}`] ?? ''));
    await this.#set('InSetProtocol', fromHex(PROTOCOL[technology]));
  }

  async exchange(frame: Uint8Array, waitMs: number): Promise<RadioAnswer> {
    const field = Math.min((Math.floor(waitMs) + 1) * 10, MAX_WAIT); // 0.1 ms, rounded up as nfcpy does
    const payload = concat(Uint8Array.of(field & 0xff, field >> 8), frame);
    try {
      return radioAnswer(await this.#link.command('InCommRF', payload, field / 10));
    } finally {
      wipe(payload);
    }
  }

  off(): Promise<void> {
    return this.#set('SwitchRF', Uint8Array.of(0));
  }

  abort(): void {
    this.#link.abort();
  }

  close(): Promise<void> {
    return this.#pipe.close();
  }

  async #set(name: CommandName, payload: Uint8Array): Promise<void> {
    const [status] = await this.#link.command(name, payload);
    if (status !== 0) throw new KazasuError('reader.failed', { what: `${name} ${status ?? 'empty'}` });
  }
}

/** Status, count of valid bits in the last byte, frame. */
function radioAnswer(answer: Uint8Array): RadioAnswer {
  if (answer.length < 4) throw new KazasuError('reader.failed', { what: 'InCommRF' });
  const status = new DataView(answer.buffer, answer.byteOffset).getUint32(0, true);
  if (status === 0) {
    return answer[4] === 8 ? { kind: 'frame', bytes: answer.subarray(5) } : { kind: 'garbled' };
  }
  if ((status & ~(TIMEOUT | UNREADABLE)) !== 0) {
    throw new KazasuError('reader.failed', { what: `InCommRF ${status.toString(16)}` });
  }
  return { kind: (status & UNREADABLE) !== 0 ? 'garbled' : 'silence' };
}
