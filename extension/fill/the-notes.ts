import { Vault } from '../../core/vault/vault.ts';
import { Notes } from './notes.ts';

export const notes = new Notes(new Vault({ indexedDB: globalThis.indexedDB, crypto }));
