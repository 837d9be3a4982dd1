import { fromBase64url } from '../../bytes/base64url.ts';

/** The images of one card's front (card.md 2.4). */
export interface Face {
  /** name, 1-bit PNG, 216×12 */
  readonly name: Uint8Array;
  /** address, 1-bit PNG, 288×24 */
  readonly address: Uint8Array;
  /** portrait, greyscale JPEG 2000 (JP2) */
  readonly photo: Uint8Array;
  /** security code, 1-bit PNG, 24×12 */
  readonly securityCode: Uint8Array;
  /** Individual Number, 1-bit PNG, 72×12 */
  readonly individualNumber: Uint8Array;
}

/** The images of a persona; whoever has none gets blank ones and a silhouette. */
export async function faceOf(id: string): Promise<Face> {
  const { PORTRAITS, PRINTED } = await import('../data/faces.ts');
  const all: Readonly<Record<string, (typeof PRINTED)[keyof typeof PRINTED]>> = PRINTED;
  const { portrait, ...images } = all[id] ?? PRINTED.blank;
  return {
    name: fromBase64url(images.name),
    address: fromBase64url(images.address),
    photo: fromBase64url(PORTRAITS[portrait]),
    securityCode: fromBase64url(images.securityCode),
    individualNumber: fromBase64url(images.individualNumber),
  };
}
