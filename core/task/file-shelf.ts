import { KazasuError } from '../error/kazasu-error.ts';

/** A file whose digest was computed in this worker. */
export interface ShelvedFile {
  readonly name: string;
  /** bytes */
  readonly size: number;
  /** SHA-256 */
  readonly digest: Uint8Array;
  /** the file itself, for a signature that carries it inside; a handle, not its content */
  readonly blob: Blob;
}

const LIMIT = 100;

/**
 * Files on the worker's side, by ticket. Signing takes tickets only: what is signed is a digest that this worker
 * computed itself, never one that came from outside (services.md 1.5, R7).
 */
export class FileShelf {
  readonly #files = new Map<string, ShelvedFile>();

  /** @returns the ticket; the oldest file gives way when the shelf is full */
  put(file: ShelvedFile): string {
    const ticket = crypto.randomUUID();
    const [oldest] = this.#files.keys();
    if (this.#files.size >= LIMIT && oldest !== undefined) this.#files.delete(oldest);
    this.#files.set(ticket, file);
    return ticket;
  }

  /** @throws KazasuError `file.unknown` */
  get(ticket: string): ShelvedFile {
    const file = this.#files.get(ticket);
    if (!file) throw new KazasuError('file.unknown');
    return file;
  }
}
