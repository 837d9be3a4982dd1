import { mount } from 'svelte';
import App from './App.svelte';
import { language } from './messages/language.svelte.ts';
import { AppUpdate } from './offline/app-update.svelte.ts';
import { after } from './reader/after.ts';
import type { Chooser } from './reader/chooser.ts';
import { socketDoor, type HostDoor } from './reader/host-door.ts';
import { keepReader } from './reader/keep-reader.ts';
import { usbOf } from './reader/usb-of.ts';
import type { FillRoom } from './route/fill-room.ts';
import { CardSession } from './session/card-session.svelte.ts';
import { openWorker } from './session/open-worker.ts';
import './style/tokens.css';
import './style/base.css';
import Framed from './pages/Framed.svelte';

/**
 * Puts the app on a page: the PWA's or the extension's side panel. Inside a frame of another page it refuses, so that
 * nobody can lay something over a keypad (the served headers refuse too; a page saved or hosted elsewhere has none).
 *
 * `chooser`: the browser's list of readers, here or elsewhere; undefined where it has none. `host`: the way to the local
 * host. `serviceWorker`: address of the script that keeps the app on the device, where there is one. `fill`: the room
 * that fills the page beside the panel.
 */
export async function mountApp(
  target: HTMLElement,
  {
    chooser,
    host = socketDoor,
    serviceWorker,
    fill,
  }: {
    readonly chooser: Chooser | undefined;
    readonly host?: HostDoor;
    readonly serviceWorker?: string | undefined;
    readonly fill?: FillRoom;
  },
): Promise<void> {
  document.documentElement.lang = language.now;
  await language.load();
  if (window.top !== window) {
    mount(Framed, { target });
    return;
  }
  const session = new CardSession(openWorker);
  keepReader({ session, window, document, usb: usbOf(navigator), after });
  const update = serviceWorker === undefined ? undefined : keepOnDevice(serviceWorker);
  mount(App, { target, props: { session, chooser, host, update, fill } });
}

function keepOnDevice(serviceWorker: string): AppUpdate {
  const update = new AppUpdate({
    container: 'serviceWorker' in navigator ? navigator.serviceWorker : undefined,
    locks: navigator.locks,
    reload: () => location.reload(),
    now: () => Date.now(),
    whenShown: (back) =>
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') back();
      }),
  });
  void update.start(serviceWorker);
  return update;
}
