/** The way from a page to the local host: a port of this computer, or native messaging. */
export interface HostDoor {
  readonly kind: 'socket' | 'native';
  /**
   * Must be called within a click the first time. A port: its other end is the host. `refused`: the person did not
   * allow it.
   */
  open(): Promise<{ readonly port?: MessagePort } | 'refused'>;
}

/** The PWA's: the worker opens a WebSocket by itself, and Chrome asks the person (readers.md 1.4). */
export const socketDoor: HostDoor = { kind: 'socket', open: () => Promise.resolve({}) };
