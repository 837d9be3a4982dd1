/** How this RC-S300 behaves where the facts leave it open (readers.md 8, entries 1 to 5), and the habits a driver must survive. */
export interface Rcs300Options {
  /** `RC-S300/S` 054c:0dc8, `RC-S300/P` 054c:0dc9 */
  readonly product: 'RC-S300/S' | 'RC-S300/P';
  /** serial string; absent: none */
  readonly serial: string | undefined;
  /** Which exchanges the reader packs into blocks by itself after layer 4: all that say nothing else, only those with the flags 000C, none. */
  readonly managed: 'plain' | 'flags' | 'never';
  /** The switch to type B layer 4: does ATTRIB and answers with an ATR, does so without one, is refused. */
  readonly layer4: 'atr' | 'bare' | 'refused';
  /** The switch to type B layer 3: leaves ATTRIB to the host and names the protocol info, or names nothing, or has sent ATTRIB already. */
  readonly layer3: 'info' | 'bare' | 'selected';
  /** flags hold until others are named, even for exchanges that name none */
  readonly flagsPersist: boolean;
  /** a switch finds a card again that was selected by the one before */
  readonly finds: 'again' | 'after-rf-off';
  /** status of data objects that met silence */
  readonly silence: 0x6400 | 0x6401;
  /** what an answer with a wrong check sum looks like: bit 0 of object 96, or silence */
  readonly damaged: 'status' | 'silence';
  /** a host before us left a transparent session open */
  readonly sessionLeft: boolean;
  /** so many commands are answered by "slot busy" at first */
  readonly busy: number;
  /** ms after which it asks the host for more time, again and again; 0: never */
  readonly extensionMs: number;
  /** longest frame or APDU it sends or takes, bytes without check bytes */
  readonly maxPayload: number;
  readonly packetSize: number;
  /** an answer whose length is a multiple of the packet size is followed by an empty packet */
  readonly sendsZlp: boolean;
  /** answers come in pieces of so many bytes, each its own short transfer; 0: as they should */
  readonly pieces: number;
  /** hexadecimal: what a host before us left unread */
  readonly stale: readonly string[];
}

export const RCS300_DEFAULTS: Rcs300Options = {
  product: 'RC-S300/P',
  serial: '1274667',
  managed: 'plain',
  layer4: 'atr',
  layer3: 'info',
  flagsPersist: true,
  finds: 'again',
  silence: 0x6401,
  damaged: 'status',
  sessionLeft: false,
  busy: 0,
  extensionMs: 0,
  maxPayload: 290,
  packetSize: 64,
  sendsZlp: false,
  pieces: 0,
  stale: [],
};
