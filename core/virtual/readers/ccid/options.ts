import type { CcidProductName } from './products.ts';

/** How this CCID reader behaves where its class leaves it open, and the habits a driver must survive. */
export interface CcidOptions {
  readonly product: CcidProductName;
  /** instead of the product's own: FF the vendor's, 0B smart card */
  readonly interfaceClass: number | undefined;
  /** release number, binary-coded decimal; the default is later than any firmware libccid refuses */
  readonly release: number;
  /** serial string; absent: none */
  readonly serial: string | undefined;
  readonly packetSize: number;
  /** it has an endpoint that reports cards coming and going */
  readonly interrupt: boolean;
  /** an answer of whole packets is followed by an empty one: libccid, which asks for more than it expects, needs that */
  readonly sendsZlp: boolean;
  /** answers come in pieces of so many bytes, each its own short transfer; 0: as they should */
  readonly pieces: number;
  /** hexadecimal: what a host before us left unread */
  readonly stale: readonly string[];
  /** so many commands are answered by "slot busy" at first */
  readonly busy: number;
  /** ms after which it asks the host for more time, and the multiplier it names */
  readonly extensionMs: number;
  readonly extension: number;
  /** GetSlotStatus fails (mute) while the slot is empty */
  readonly failsWhenEmpty: boolean;
  /** what the host's ABORT request meets at the control endpoint */
  readonly abort: 'done' | 'stall';
}

export const CCID_DEFAULTS: Omit<CcidOptions, 'product'> = {
  interfaceClass: undefined,
  release: 0x0700,
  serial: undefined,
  packetSize: 64,
  interrupt: true,
  sendsZlp: true,
  pieces: 0,
  stale: [],
  busy: 0,
  extensionMs: 1000,
  extension: 1,
  failsWhenEmpty: false,
  abort: 'done',
};
