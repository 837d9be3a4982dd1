import { Permissions } from './permissions.ts';

export const permissions = new Permissions(chrome.permissions);
