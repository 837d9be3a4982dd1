import { decodeWire, encodeWire, RELAY_NATIVE_NAME } from '../../core/worker/relay-wire.ts';
import type { HostDoor } from '../../pwa/reader/host-door.ts';

const PERMISSION = { permissions: ['nativeMessaging'] } satisfies chrome.permissions.Permissions;

/** The parts of `chrome` that lead to a native host; tests pass their own. */
export interface NativeChrome {
  readonly permissions: {
    contains(asked: chrome.permissions.Permissions): Promise<boolean>;
    request(asked: chrome.permissions.Permissions): Promise<boolean>;
  };
  readonly runtime: { connectNative(name: string): chrome.runtime.Port; readonly lastError?: unknown };
}

/**
 * Native messaging for the worker, which has no `chrome`: this page carries the frames, and only on this machine. The
 * permission is asked for when it is needed. Chrome takes objects, so an APDU is a list of numbers here; it is
 * overwritten as soon as Chrome has its copy.
 */
export function nativeDoor({ permissions, runtime }: NativeChrome): HostDoor {
  return {
    kind: 'native',
    async open() {
      const allowed = (await permissions.contains(PERMISSION)) || (await permissions.request(PERMISSION));
      if (!allowed) return 'refused';
      const { port1: ours, port2: workers } = new MessageChannel();
      const host = runtime.connectNative(RELAY_NATIVE_NAME);
      host.onMessage.addListener((said: object) => {
        const frame = encodeWire({ message: said });
        ours.postMessage(frame, [frame.buffer]);
      });
      host.onDisconnect.addListener(() => {
        ours.postMessage(runtime.lastError === undefined ? 'ended' : 'not there'); // the worker says what it means
        ours.close();
      });
      ours.onmessage = ({ data }: MessageEvent<Uint8Array | null>) => {
        if (data === null) {
          host.disconnect();
          ours.close();
        } else carry(data, host);
      };
      return { port: workers };
    },
  };
}

function carry(frame: Uint8Array, host: chrome.runtime.Port): void {
  const wire = decodeWire(frame);
  if (!wire) return;
  const apdu = wire.apdu && Array.from(wire.apdu);
  host.postMessage({ ...wire.message, ...(apdu && { apdu }) });
  wire.apdu?.fill(0);
  apdu?.fill(0);
}
