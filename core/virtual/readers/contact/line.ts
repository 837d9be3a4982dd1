/** What goes over the contacts or the air between a reader that does its protocol itself and its card. */
export interface LineFrame {
  /** counted from 0 over both directions */
  readonly index: number;
  readonly direction: 'to-card' | 'to-reader';
  /** a block of T=1, or an APDU where the reader makes blocks of it */
  readonly bytes: Uint8Array;
}

/** A frame as it arrives: damaged, not at all (undefined), or with a parity error the reader notices. */
export type LineDisturbance = (frame: LineFrame) => Uint8Array | 'parity' | undefined;

/** The line of one slot. */
export class Line {
  disturb: LineDisturbance = ({ bytes }) => bytes;
  /** told of each frame as it was sent */
  listen: (frame: LineFrame) => void = () => undefined;
  #index = 0;

  carry(direction: LineFrame['direction'], bytes: Uint8Array): Uint8Array | 'parity' | undefined {
    const frame = { index: this.#index++, direction, bytes: new Uint8Array(bytes) };
    this.listen(frame);
    return this.disturb(frame);
  }
}
