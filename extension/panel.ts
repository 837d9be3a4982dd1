import { mountApp } from '../pwa/mount-app.ts';

// the side panel is the same house, narrower
void mountApp(document.body);
