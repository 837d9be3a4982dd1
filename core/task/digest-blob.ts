import { sha256Stream } from '../bytes/sha256-stream.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { LocalContext } from './local-task.ts';

/** bytes read, hashed and reported at a time: engines differ in what a stream gives in one piece, up to all of it */
const PIECE = 1024 * 1024;

/**
 * SHA-256 of a file of any length, piece by piece: memory does not grow with it.
 * @throws KazasuError `task.cancelled`; `file.unreadable` when it was moved, changed or may not be read
 */
export async function digestBlob(
  blob: Blob,
  { signal, progress }: Pick<LocalContext, 'signal' | 'progress'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const hash = await sha256Stream();
  const total = blob.size;
  for (let done = 0; done < total; done += PIECE) {
    if (signal.aborted) throw new KazasuError('task.cancelled');
    progress({ step: 'hash', done, total });
    hash.update(await read(blob.slice(done, done + PIECE)));
  }
  progress({ step: 'hash', done: total, total });
  return hash.digest();
}

async function read(piece: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await piece.arrayBuffer());
  } catch (cause) {
    throw new KazasuError('file.unreadable', {}, { cause });
  }
}
