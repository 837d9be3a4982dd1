import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PairedOrigins } from './pairing.ts';

/** The paired origins in a file that only this user can read. A file that is not ours counts as empty. */
export class PairedFile implements PairedOrigins {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  digestOf(origin: string): string | undefined {
    return this.#read()[origin];
  }

  add(origin: string, digest: string): void {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    writeFileSync(this.#path, `${JSON.stringify({ ...this.#read(), [origin]: digest }, null, 2)}\n`, {
      mode: 0o600,
    });
  }

  /** every page has to be paired anew */
  forget(): void {
    rmSync(this.#path, { force: true });
  }

  #read(): Record<string, string> {
    try {
      const value: unknown = JSON.parse(readFileSync(this.#path, 'utf8'));
      const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
      return Object.fromEntries(
        entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
    } catch {
      return {};
    }
  }
}
