import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../../tools/serve.mjs';

/** The built PWA in a folder of its own, served with its production headers: files can be changed, the server ended. */
export class Site {
  readonly root: string;
  readonly url: string;
  readonly #stop: () => Promise<void>;
  #running = true;

  private constructor(root: string, url: string, stop: () => Promise<void>) {
    this.root = root;
    this.url = url;
    this.#stop = stop;
  }

  static async open(): Promise<Site> {
    const root = mkdtempSync(join(tmpdir(), 'kazasu-site-'));
    cpSync('dist/pwa', root, { recursive: true });
    const { url, close } = await startServer({ root });
    return new Site(root, url, close);
  }

  /** ends the server; the address leads nowhere from now on */
  async stop(): Promise<void> {
    if (this.#running) await this.#stop();
    this.#running = false;
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.root, { recursive: true, force: true });
  }
}
