import { digestBlob } from './digest-blob.ts';
import type { LocalTask } from './local-task.ts';

export interface HashFileInput {
  readonly name: string;
  readonly file: Blob;
}

export interface HashedFile {
  /** names the file to `sign-files`; good as long as the worker lives */
  readonly ticket: string;
  readonly name: string;
  /** bytes */
  readonly size: number;
  /** SHA-256, for the screen */
  readonly digest: Uint8Array;
}

/** Computes a file's digest, so that it can be shown before it is signed. */
export const hashFile: LocalTask<HashFileInput, HashedFile> = async (context, { name, file }) => {
  const digest = await digestBlob(file, context);
  const ticket = context.shelf.put({ name, size: file.size, digest, blob: file });
  return { ticket, name, size: file.size, digest: digest.slice() };
};
