import { mountTab } from '../pwa/mount-tab.ts';
import { browserChooser } from '../pwa/reader/browser-chooser.ts';

// opened by the side panel (connect/tab-chooser.ts), which says its name behind the #
void mountTab(document.body, {
  chooser: browserChooser({ usb: navigator.usb, now: () => performance.now() }),
  panel: location.hash.slice(1),
  close: () => window.close(),
});
