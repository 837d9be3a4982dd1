import { deferred } from '../deferred.ts';
import type { RelayPipe } from './pipe.ts';

/**
 * A port whose other end is a page of the extension, which hands the frames to native messaging: a worker has no
 * `chrome`. Frames are moved, not copied. The page posts a text when the host is gone; we post `null` when nobody needs it.
 */
export function portPipe(port: MessagePort): RelayPipe {
  const closed = deferred<undefined>();
  const pipe: RelayPipe = {
    send: (frame) => {
      const moved = frame.slice();
      port.postMessage(moved, [moved.buffer]);
    },
    onFrame: () => undefined,
    closed: closed.promise,
    close: () => {
      port.postMessage(null);
      port.close();
      closed.resolve(undefined);
    },
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data instanceof Uint8Array) pipe.onFrame(data);
    else closed.resolve(undefined);
  };
  return pipe;
}
