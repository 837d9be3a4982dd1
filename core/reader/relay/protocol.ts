import type { FieldState } from '../reader.ts';

/**
 * The words of the relay protocol (docs/relay-protocol.md), version 1: what a page and a program with PC/SC on the same
 * machine say to each other. Both sides of the house use these types; neither trusts the other to keep to them.
 */
export const RELAY_VERSION = 1;
/** where the program listens on 127.0.0.1; the pages' content security policy opens this one port (tools/headers.mjs) */
export const RELAY_PORT = 47217;
export const RELAY_SUBPROTOCOL = 'kazasu-relay.1';
/** name of the native messaging host */
export const RELAY_NATIVE_NAME = 'kazasu.relay';
/** longest frame either side takes: an extended answer as a list of numbers, and room */
export const RELAY_MAX_FRAME = 400_000;

/** A reader as the host sees it. */
export interface RelaySlot {
  readonly name: string;
  readonly state: FieldState;
  /** a reader made of software: screens say 模擬 */
  readonly simulated: boolean;
}

/** What a page may ask. `id` comes back in the answer. */
export type RelayRequest = { readonly id: number } & (
  | {
      readonly do: 'hello';
      readonly versions: readonly number[];
      readonly client: string;
      /** what an earlier pairing gave */
      readonly token?: string;
      /** the number the host shows to its person */
      readonly code?: string;
    }
  | { readonly do: 'readers' }
  | { readonly do: 'connect'; readonly reader: string }
  /** with the APDU beside it (wire.ts) */
  | { readonly do: 'transmit'; readonly connection: number }
  | { readonly do: 'reset'; readonly connection: number }
  | { readonly do: 'disconnect'; readonly connection: number }
);

export interface RelayHello {
  readonly version: number;
  readonly host: string;
  /** of a new pairing: keep it */
  readonly token?: string;
}

export interface RelayConnected {
  readonly connection: number;
  /** answer to reset, hexadecimal */
  readonly atr: string;
  /** longest command data and longest response data, bytes; 255 and 256: short APDUs only */
  readonly maxCommand: number;
  readonly maxResponse: number;
}

export const RELAY_FAULTS = [
  'not-paired',
  'wrong-code',
  'locked',
  'version',
  'bad-request',
  'no-service',
  'no-reader',
  'no-card',
  'foreign',
  'busy',
  'removed',
  'reset',
  'no-connection',
  'failed',
] as const;
export type RelayFault = (typeof RELAY_FAULTS)[number];

/** What became of the command that failed. */
export type RelaySent = 'no' | 'yes' | 'unknown';

/** What the host answers, and what it says unasked. */
export type RelayAnswer =
  | { readonly id: number; readonly ok: object }
  | { readonly id: number; readonly error: RelayFault; readonly sent?: RelaySent }
  | { readonly event: 'readers'; readonly readers: readonly RelaySlot[] }
  | { readonly event: 'removed'; readonly connection: number; readonly reason: 'taken-away' | 'unplugged' };
