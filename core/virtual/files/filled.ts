import type { Quirks } from '../quirks.ts';

/** Contents filled up to the size of their file (quirks `fileBlock`, `filler`). */
export function filled(content: Uint8Array, quirks: Quirks): Uint8Array {
  const size = Math.ceil(content.length / quirks.fileBlock) * quirks.fileBlock;
  const file = new Uint8Array(size).fill(Number.parseInt(quirks.filler, 16));
  file.set(content);
  return file;
}
