import { mountApp } from '../pwa/mount-app.ts';
import { tabChooser } from './connect/tab-chooser.ts';

// the side panel is the same house, narrower
void mountApp(document.body, { chooser: tabChooser() });
