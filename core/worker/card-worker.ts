import * as Comlink from 'comlink';
import type { SmartCardManager } from '../reader/smart-card/api.ts';
import { isUnrestricted } from '../reader/usb/registry.ts';
import type { WorkerApi } from './protocol.ts';
import { WorkerHost, type HostDeps } from './worker-host.ts';

/** false in the store build of the extension: the software card is then not part of it (vite.config.ts) */
declare const __SOFTWARE_CARD__: boolean;

const software: HostDeps['software'] = __SOFTWARE_CARD__
  ? {
      personas: async () => (await import('./software-personas.ts')).softwarePersonas(),
      create: async ({ persona, quirks, delayMs }) =>
        (await import('../virtual/card.ts')).create({
          persona,
          ...(quirks && { quirks }), // create() refuses what is no quirk
          ...(delayMs !== undefined && { delayMs }),
        }),
    }
  : undefined;

const host: WorkerApi = new WorkerHost({
  now: () => new Date(),
  locks: navigator.locks,
  usb: webUsb(),
  unrestricted: isUnrestricted(location),
  smartCard: (navigator as { readonly smartCard?: SmartCardManager }).smartCard,
  relaySocket: async (port) => {
    const { openWebSocketPipe } = await import('../reader/relay/web-socket-pipe.ts');
    return openWebSocketPipe(port, permissionState);
  },
  idleMs: 10_000,
  answerTimeoutMs: 20_000,
  surprise: (error) => setTimeout(() => reportError(error)),
  ...(software && { software }),
});
Comlink.expose(host);

/** absent in browsers without WebUSB, whatever the types say */
function webUsb(): HostDeps['usb'] {
  const { usb } = navigator as Partial<WorkerNavigator>;
  return usb && { getDevices: () => usb.getDevices() };
}

/** undefined where the browser knows no such permission */
async function permissionState(name: string): Promise<string | undefined> {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state;
  } catch {
    return undefined;
  }
}
