import openJpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import wasm from '@cornerstonejs/codec-openjpeg/decodewasm?url';
import { jpeg2000Frame } from './jpeg2000-frame.ts';
import { frameProblem, type PhotoAnswer, toRgba } from './photo.ts';

/**
 * Decodes one JPEG 2000 image. A worker of its own, made for one photo and ended after it: whatever a damaged image
 * does to the decoder, the page can wait no longer than it wants to, and the memory goes with the worker.
 */
addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
  void answerTo(data).then((answer) => {
    const moved = 'photo' in answer ? [answer.photo.pixels.buffer] : [];
    postMessage(answer, { transfer: moved });
  });
});

async function answerTo(image: Uint8Array): Promise<PhotoAnswer> {
  const frame = jpeg2000Frame(image);
  if (!frame) return { problem: 'damaged' };
  const problem = frameProblem(frame);
  if (problem) return { problem };
  const codec = await loaded();
  if (!codec) return { problem: 'no-decoder' };
  try {
    const decoder = new codec.J2KDecoder();
    decoder.getEncodedBuffer(image.length).set(image);
    decoder.decode();
    const photo = toRgba(decoder.getDecodedBuffer(), frame);
    return photo ? { photo } : { problem: 'damaged' };
  } catch {
    return { problem: 'damaged' }; // the decoder throws numbers
  }
}

async function loaded() {
  try {
    const response = await fetch(wasm);
    if (!response.ok) return undefined;
    const quiet = (): void => undefined;
    return await openJpeg({ wasmBinary: await response.arrayBuffer(), print: quiet, printErr: quiet });
  } catch {
    return undefined;
  }
}
