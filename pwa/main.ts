import { mountApp } from './mount-app.ts';

// the development server has no service worker (tools/precache.ts)
void mountApp(document.body, import.meta.env.PROD ? '/service-worker.js' : undefined);
