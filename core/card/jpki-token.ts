import type { Card } from './card.ts';
import { readFile } from './read-file.ts';

/** What kind of token holds the JPKI application, by its label (card.md 2.0). */
export type TokenKind = 'my-number-card' | 'resident-card' | 'android' | 'iphone' | 'unknown';

export interface JpkiToken {
  readonly kind: TokenKind;
  /** as the token gives it, without padding */
  readonly label: string;
}

const KINDS: Readonly<Record<string, TokenKind>> = {
  JPKIAPICCTOKEN2: 'my-number-card',
  JPKIAPICCTOKEN: 'resident-card',
  JPKIAPGPSETOKEN: 'android',
  JPKIAPIOSTOKEN: 'iphone',
};
const EF_TOKEN = 0x06;
const LABEL_LENGTH = 32;

/** Reads the label of the selected JPKI application: the first 32 bytes of EF 0006 (card.md 2.1). */
export async function readToken(card: Card): Promise<JpkiToken> {
  const bytes =
    (await readFile(card, EF_TOKEN, { length: LABEL_LENGTH, max: LABEL_LENGTH })) ?? new Uint8Array();
  return tokenOf(bytes);
}

/** Total: any bytes in. Padding is spaces or NULs (card.md 2.1). */
export function tokenOf(bytes: Uint8Array): JpkiToken {
  const text = String.fromCharCode(...bytes.subarray(0, LABEL_LENGTH));
  const label = text.replace(/[ \0]+$/, '').replace(/[^\x20-\x7e]/g, '?');
  return { kind: KINDS[label] ?? 'unknown', label };
}
