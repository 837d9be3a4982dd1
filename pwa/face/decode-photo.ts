import type { PhotoAnswer } from './photo.ts';

/** ms; a card's photo takes some 50 */
const PATIENCE = 10_000;

/** Decodes the JPEG 2000 photo of a card in a worker that lives no longer than that. */
export async function decodePhoto(image: Uint8Array): Promise<PhotoAnswer> {
  const worker = new Worker(new URL('./photo-worker.ts', import.meta.url), { type: 'module' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<PhotoAnswer>((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<PhotoAnswer>) => resolve(data));
      worker.addEventListener('error', () => resolve({ problem: 'no-decoder' }));
      timer = setTimeout(() => resolve({ problem: 'too-slow' }), PATIENCE);
      worker.postMessage(image);
    });
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}
