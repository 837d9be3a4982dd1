import { concat } from '../../bytes/concat.ts';
import { ACK, encodeFrame, FrameAssembler } from '../usb/rcs380/frame.ts';
import { COMMAND } from '../usb/rcs380/link.ts';
import { IsoDepMask } from './iso-dep-mask.ts';
import type { TransferMask } from './masks.ts';

/** code and direction, timeout; code, status and count of bits (readers.md 2.6) */
const OUT_HEAD = 4;
const IN_HEAD = 7;
/** what says nothing about card or person */
const HARMLESS: readonly number[] = [
  COMMAND.InSetRF,
  COMMAND.InSetProtocol,
  COMMAND.SwitchRF,
  COMMAND.GetFirmwareVersion,
  COMMAND.SetCommandType,
];

/** Transfers of the RC-S380: frames with their lengths and checksums made anew around what is left. */
export class Rcs380Mask implements TransferMask {
  readonly #air = new IsoDepMask();
  readonly #assembler = new FrameAssembler();
  #leftOut = false;

  out(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    return this.#frames(new FrameAssembler().push(bytes));
  }

  in(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    return this.#frames(this.#assembler.push(bytes));
  }

  #frames(frames: ReturnType<FrameAssembler['push']>): Uint8Array<ArrayBuffer> {
    const masked = frames.flatMap((frame) => {
      if (frame.kind === 'error') return [Uint8Array.of(0x00, 0x00, 0xff, 0xff, 0xff)];
      if (frame.kind === 'ack') return this.#leftOut ? [] : [ACK];
      const data = this.#data(frame.data);
      return data ? [encodeFrame(data)] : [];
    });
    return concat(...masked);
  }

  /** undefined: left out, with the ACK that belongs to it */
  #data(data: Uint8Array): Uint8Array | undefined {
    const [side = 0, code = 0] = data;
    const toReader = side === 0xd6;
    if (toReader) this.#leftOut = false;
    if (toReader && code === COMMAND.InCommRF) {
      const shown = this.#air.out(data.subarray(OUT_HEAD));
      this.#leftOut = shown === undefined;
      return shown && concat(data.subarray(0, OUT_HEAD), shown);
    }
    if (!toReader && code === COMMAND.InCommRF + 1) {
      const shown = this.#air.in(data.subarray(IN_HEAD));
      return shown && concat(data.subarray(0, IN_HEAD), shown);
    }
    return HARMLESS.includes(toReader ? code : code - 1) ? data : Uint8Array.of(side, code);
  }
}
