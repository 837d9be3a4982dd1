import { mountApp } from './mount-app.ts';

mountApp(document.body);
