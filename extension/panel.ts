import { mountApp } from '../pwa/mount-app.ts';
import { router } from '../pwa/route/router.svelte.ts';
import { nativeDoor } from './connect/native-door.ts';
import { tabChooser } from './connect/tab-chooser.ts';
import FillRooms from './FillRooms.svelte';
import { fill, startFill } from './fill/the-fill.ts';
import { words } from './messages/words.ts';

// the side panel is the same house, narrower, with a room more; the icon leads into that one
if (location.hash === '') router.go('/fill');
void mountApp(document.body, {
  chooser: tabChooser(),
  host: nativeDoor(chrome),
  fill: {
    name: () => words().menu,
    title: (route) =>
      route === '/fill/me' ? words().me.title : route === '/fill/sites' ? words().sites.title : words().title,
    Page: FillRooms,
    promise: () => words().promise,
    waits: () => fill.wantsCard,
  },
});
void startFill();
