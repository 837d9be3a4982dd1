/** A way to the host that carries whole frames (wire.ts): a WebSocket, or a port whose other end is native messaging. */
export interface RelayPipe {
  /** takes a copy or moves the bytes: the caller may overwrite them afterwards */
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** whoever listens now; frames that come before are lost */
  onFrame: (frame: Uint8Array) => void;
  /** settles when nothing more can come */
  readonly closed: Promise<void>;
  close(): void;
}
