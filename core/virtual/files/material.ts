import type { Holder } from '../holder.ts';
import type { Pin } from '../pin.ts';
import type { Quirks } from '../quirks.ts';
import type { PrivateKey } from '../rsa/private-key.ts';
import type { Face } from './face.ts';

/** What the files of a card are made of. Keys and images are loaded when a file first needs them. */
export interface Material {
  readonly holder: Holder;
  readonly quirks: Quirks;
  /** the key of a name in data/keys.ts */
  readonly sharedKey: (name: SharedKey) => Promise<PrivateKey>;
  readonly holderKey: (use: 'auth' | 'sign') => Promise<PrivateKey>;
  readonly certificate: (use: 'auth' | 'sign') => Promise<Uint8Array>;
  readonly root: (use: 'auth' | 'sign') => Promise<Uint8Array>;
  readonly face: () => Promise<Face>;
  /** 照合番号A and B of the text-input and the surface application */
  readonly references: { readonly text: References; readonly surface: References };
  /** answer to reset without its first byte, for GET DATA 5F51 */
  readonly atrBody: Uint8Array;
}

export interface References {
  readonly a: Pin;
  readonly b: Pin;
}

/** Keys every software card shares: of issuers, and the applications' own. */
type SharedKey = 'cv-root' | 'issuer' | 'card-text' | 'card-surface' | 'session' | 'internal';
