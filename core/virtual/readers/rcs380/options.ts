/** How this RC-S380 behaves where the facts leave it open (readers.md 8, entry 6), and the habits a driver must survive. */
export interface Rcs380Options {
  /** `RC-S380/S` 054c:06c1, `RC-S380/P` 054c:06c3 */
  readonly product: 'RC-S380/S' | 'RC-S380/P';
  /** serial string; absent: none */
  readonly serial: string | undefined;
  readonly interfaceClass: number;
  readonly packetSize: number;
  /** firmware version, minor and major byte */
  readonly firmware: readonly [number, number];
  /** what a frame that is none meets */
  readonly badFrame: 'silence' | 'error';
  /** a frame whose length is a multiple of the packet size is taken only after an empty packet */
  readonly needsZlp: boolean;
  /** an answer whose length is a multiple of the packet size is followed by an empty packet */
  readonly sendsZlp: boolean;
  /** when the field comes on */
  readonly fieldOnAt: 'InSetRF' | 'InCommRF';
  /** InSetRF forgets what InSetProtocol said */
  readonly rfForgetsProtocol: boolean;
  /** In commands are refused before SetCommandType 1 */
  readonly needsCommandType: boolean;
  /** status of InCommRF when answers collide: COLLISION or CRC */
  readonly collisionStatus: 0x08 | 0x04;
  /** what the radio can receive, bytes without CRC */
  readonly maxPayload: number;
  /** ms until the ACK comes */
  readonly ackMs: number;
  /** ACK and answer come as one piece when the answer is quick */
  readonly gluesAck: boolean;
  /** answers come in pieces of so many bytes, each its own short transfer; 0: as they should */
  readonly pieces: number;
  /** a command given up by ACK is answered all the same */
  readonly answersAfterAbort: boolean;
  /** hexadecimal: what a host before us left unread */
  readonly stale: readonly string[];
}

export const RCS380_DEFAULTS: Rcs380Options = {
  product: 'RC-S380/P',
  serial: undefined,
  interfaceClass: 0xff,
  packetSize: 64,
  firmware: [0x11, 0x01],
  badFrame: 'error',
  needsZlp: true,
  sendsZlp: false,
  fieldOnAt: 'InSetRF',
  rfForgetsProtocol: true,
  needsCommandType: true,
  collisionStatus: 0x04,
  maxPayload: 290,
  ackMs: 0,
  gluesAck: false,
  pieces: 0,
  answersAfterAbort: false,
  stale: [],
};
