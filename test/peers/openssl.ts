import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One run of the openssl command with files of its own, in a folder that goes when the tests end. */
export class OpenSsl {
  readonly #folder = mkdtempSync(join(tmpdir(), 'kazasu-openssl-'));

  /** writes a file and gives its path */
  file(name: string, content: Uint8Array | string): string {
    const path = join(this.#folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** @returns what it printed, or undefined when it said no */
  run(...args: readonly string[]): Buffer | undefined {
    const { status, stdout } = spawnSync('openssl', args, { maxBuffer: 1 << 26 });
    return status === 0 ? stdout : undefined;
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export function pem(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
