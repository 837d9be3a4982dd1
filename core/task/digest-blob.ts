import { sha256Stream } from '../bytes/sha256-stream.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { LocalContext } from './local-task.ts';

/** bytes between two reports of progress */
const REPORT_EVERY = 8 * 1024 * 1024;

/**
 * SHA-256 of a file of any length, piece by piece: memory does not grow with it.
 * @throws KazasuError `task.cancelled`; `file.unreadable` when it was moved, changed or may not be read
 */
export async function digestBlob(
  blob: Blob,
  { signal, progress }: Pick<LocalContext, 'signal' | 'progress'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const hash = await sha256Stream();
  const reader = blob.stream().getReader();
  const total = blob.size;
  let done = 0;
  let next = 0;
  try {
    for (;;) {
      if (signal.aborted) throw new KazasuError('task.cancelled');
      if (done >= next) {
        progress({ step: 'hash', done, total });
        next = done + REPORT_EVERY;
      }
      const { value } = await reader.read();
      if (value === undefined) break;
      hash.update(value);
      done += value.length;
    }
  } catch (cause) {
    if (cause instanceof KazasuError) throw cause;
    throw new KazasuError('file.unreadable', {}, { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  progress({ step: 'hash', done, total });
  return hash.digest();
}
