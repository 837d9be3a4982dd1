import { equal } from '../../core/bytes/equal.ts';
import { sha256 } from '../../core/bytes/sha256.ts';
import { KazasuError } from '../../core/error/kazasu-error.ts';
import type { RunOptions } from '../../core/worker/card-client.ts';
import type { TaskTypes } from '../../core/worker/protocol.ts';
import { MAX_SHOWN, type TextPiece, textPieces } from './text-pieces.ts';

type Hashed = TaskTypes['hash-file']['result'];
type Hash = (input: TaskTypes['hash-file']['input'], options: RunOptions) => Promise<Hashed>;

/** A chosen file on its way to being signed. */
export type ChosenFile = { readonly id: number; readonly file: File } & (
  | { readonly state: 'waiting' }
  /** bytes */
  | { readonly state: 'hashing'; readonly done: number }
  /** `text`: all of it, where this page can show it */
  | { readonly state: 'ready'; readonly hashed: Hashed; readonly text: readonly TextPiece[] | undefined }
  | { readonly state: 'failed'; readonly error: KazasuError }
);

/** More at once would only be signed unread; the worker's shelf holds more (core/task/file-shelf.ts). */
export const MAX_FILES = 30;

/** The files to sign: hashed in the worker one after the other, each can be taken out at any time. */
export class ChosenFiles {
  readonly #hash: Hash;
  #next = 0;
  #busy: { readonly id: number; readonly abort: AbortController } | undefined;

  list = $state.raw<readonly ChosenFile[]>([]);
  /** files that were not taken because there were too many */
  leftOut = $state(0);

  constructor(hash: Hash) {
    this.#hash = hash;
  }

  add(files: readonly File[]): void {
    const taken = files.slice(0, MAX_FILES - this.list.length);
    this.leftOut = files.length - taken.length;
    this.list = [
      ...this.list,
      ...taken.map((file) => ({ id: this.#next++, file, state: 'waiting' as const })),
    ];
    void this.#work();
  }

  /** A file that is being gone through stops at once. */
  remove(id: number): void {
    this.leftOut = 0;
    this.list = this.list.filter((one) => one.id !== id);
    if (this.#busy?.id === id) this.#busy.abort.abort();
  }

  clear(): void {
    this.leftOut = 0;
    this.list = [];
    this.#busy?.abort.abort();
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    for (;;) {
      const next = this.list.find(({ state }) => state === 'waiting');
      if (!next) return;
      const abort = new AbortController();
      this.#busy = { id: next.id, abort };
      this.#become(next.id, await this.#gone(next, abort.signal));
      this.#busy = undefined;
    }
  }

  /** What becomes of a file; its text is shown only when it is the very bytes whose digest will be signed. */
  async #gone({ id, file }: ChosenFile, signal: AbortSignal): Promise<ChosenFile> {
    this.#become(id, { id, file, state: 'hashing', done: 0 });
    try {
      const hashed = await this.#hash(
        { name: file.name, file },
        { signal, onProgress: ({ done = 0 }) => this.#become(id, { id, file, state: 'hashing', done }) },
      );
      return { id, file, state: 'ready', hashed, text: await textOf(file, hashed.digest) };
    } catch (reason) {
      const known = reason instanceof KazasuError;
      const error = known ? reason : new KazasuError('file.unreadable', {}, { cause: reason });
      return { id, file, state: 'failed', error };
    }
  }

  #become(id: number, now: ChosenFile): void {
    this.list = this.list.map((one) => (one.id === id ? now : one));
  }
}

async function textOf(file: File, digest: Uint8Array): Promise<readonly TextPiece[] | undefined> {
  if (file.size > MAX_SHOWN) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!equal(await sha256(bytes), digest)) throw new KazasuError('file.unreadable', { what: 'changed' });
  return textPieces(bytes);
}
