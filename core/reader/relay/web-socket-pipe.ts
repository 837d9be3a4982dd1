import { KazasuError } from '../../error/kazasu-error.ts';
import { deferred } from '../deferred.ts';
import type { RelayPipe } from './pipe.ts';
import { RELAY_SUBPROTOCOL } from './protocol.ts';

/** Asks the browser what became of its local network permission (readers.md 1.4); undefined where it has none. */
export type AskPermission = (name: string) => Promise<string | undefined>;

/** the permission's name since Chrome 147, and before */
const PERMISSIONS = ['loopback-network', 'local-network-access'];

/**
 * Connects to the host on this machine. While Chrome asks the person whether this page may do that, it waits.
 * @throws KazasuError `reader.loopback-denied` when the browser keeps us from it, `reader.no-host` when nobody listens there
 */
export async function openWebSocketPipe(port: number, permission: AskPermission): Promise<RelayPipe> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, RELAY_SUBPROTOCOL);
  socket.binaryType = 'arraybuffer';
  const opened = deferred<boolean>();
  const closed = deferred<undefined>();
  socket.onopen = () => opened.resolve(true);
  socket.onclose = () => {
    opened.resolve(false);
    closed.resolve(undefined);
  };
  const pipe: RelayPipe = {
    send: (frame) => socket.send(frame),
    onFrame: () => undefined,
    closed: closed.promise,
    close: () => socket.close(),
  };
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) pipe.onFrame(new Uint8Array(data));
  };
  if (await opened.promise) return pipe;
  for (const name of PERMISSIONS) {
    if ((await permission(name)) === 'denied')
      throw new KazasuError('reader.loopback-denied', { sent: 'no' });
  }
  throw new KazasuError('reader.no-host', { sent: 'no' });
}
