import type { Frame } from './jpeg2000-frame.ts';

/** A decoded photo: RGBA, 8 bits each, row by row. */
export interface Photo {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Why a photo cannot be shown.
 * - `damaged`: no JPEG 2000, or a broken one
 * - `too-large`: more pixels than any card's photo
 * - `unsupported`: not grey or colour with 8 bits
 * - `too-slow`: the decoder did not come to an end
 * - `no-decoder`: it could not be loaded
 */
export type PhotoProblem = 'damaged' | 'too-large' | 'unsupported' | 'too-slow' | 'no-decoder';

export type PhotoAnswer = { readonly photo: Photo } | { readonly problem: PhotoProblem };

/** pixels a side: four times the photos of test cards */
const MAX_SIDE = 1280;

/** Looks at an image before it is decoded: its size is bounded, and it is one that can be drawn. */
export function frameProblem(frame: Frame): PhotoProblem | undefined {
  const { width, height, bitsPerSample, isSigned, components, isFull } = frame;
  if (width < 1 || height < 1) return 'damaged';
  if (width > MAX_SIDE || height > MAX_SIDE) return 'too-large';
  if (bitsPerSample !== 8 || isSigned || !isFull || ![1, 3].includes(components)) return 'unsupported';
  return undefined;
}

/** Grey or RGB samples as RGBA; undefined when their number does not fit the frame. */
export function toRgba(samples: Uint8Array, { width, height, components }: Frame): Photo | undefined {
  if (samples.length !== width * height * components) return undefined;
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels[4 * i + channel] = samples[components === 1 ? i : 3 * i + channel] ?? 0;
    }
  }
  return { width, height, pixels };
}
