import { isUnrestricted } from '../core/worker/usb-readers.ts';
import { mountApp } from './mount-app.ts';
import { browserChooser } from './reader/browser-chooser.ts';
import { usbOf } from './reader/usb-of.ts';

const usb = usbOf(navigator);
void mountApp(document.body, {
  chooser:
    usb && browserChooser({ usb, now: () => performance.now(), unrestricted: isUnrestricted(location) }),
  // the development server has no service worker (tools/precache.ts)
  serviceWorker: import.meta.env.PROD ? '/service-worker.js' : undefined,
});
