import { loadTowns } from '../../core/person/address/split-address.ts';
import { prefecturesOf } from '../../core/person/address/split-line.ts';
import { chromeDoor } from '../tab/chrome-door.ts';
import { watchTabs } from '../tab/watch-tabs.ts';
import { FillSession } from './fill-session.svelte.ts';
import { notes } from './the-notes.ts';

/** The panel's one form, with the real browser behind it. */
export const fill = new FillSession({
  browser: chromeDoor,
  towns: (address) => loadTowns(prefecturesOf(address)),
  notes,
  later: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
});

/** Looks at the page in front, now and whenever another one is. */
export async function startFill(): Promise<void> {
  await watchTabs({ clicked: (tab) => void fill.look(tab), moved: () => void fill.look() });
  await fill.look();
}
