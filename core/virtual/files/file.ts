import type { Pin } from '../pin.ts';
import type { PrivateKey } from '../rsa/private-key.ts';

/** Who may read or use a file: everybody, nobody, or who has given one of these PINs. */
export type Access = 'free' | 'never' | readonly Pin[];

/** One elementary file. Contents are made when first asked for. */
export type ElementaryFile =
  | { readonly kind: 'transparent'; readonly access: Access; readonly content: () => Promise<Uint8Array> }
  | { readonly kind: 'records'; readonly access: Access; readonly records: readonly Uint8Array[] }
  | { readonly kind: 'pin'; readonly pin: Pin }
  | {
      readonly kind: 'key';
      readonly access: Access;
      readonly key: () => Promise<PrivateKey>;
      /** which command uses it: the signature command, or INTERNAL AUTHENTICATE */
      readonly use: 'sign' | 'authenticate';
    }
  /** known to exist, and no more */
  | { readonly kind: 'opaque' };

/** One application (DF) and what is particular about it. */
export interface Application {
  readonly aid: Uint8Array;
  readonly files: ReadonlyMap<number, ElementaryFile>;
  /** objects GET DATA gives while this application is selected */
  readonly objects: ReadonlyMap<number, () => Promise<Uint8Array>>;
  /** key that P2 = 00 of the signature command means; undefined: 6A86 (card.md 2.3) */
  readonly defaultKey: number | undefined;
  /** the command that changes a PIN here (card.md 2.1, 2.5) */
  readonly changesPinBy: 'reference-data' | 'jicsap';
  /** what SET SESSION KEY answers (card.md 2.3) */
  readonly sessionKeyWord: number;
}
