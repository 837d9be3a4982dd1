import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer';
import type { Screen } from './screen.ts';

/** Files on disk that a test gives to a page, and those it gets from it. */
export class Files {
  readonly folder = mkdtempSync(join(tmpdir(), 'kazasu-files-'));
  #downloads = 0;

  /** writes a file and gives its path */
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** a file of zeros that takes no room on disk */
  sparse(name: string, size: number): string {
    const path = this.write(name, '');
    truncateSync(path, size);
    return path;
  }

  /** Chooses files with the button on the screen. */
  async choose(screen: Screen, ...paths: readonly string[]): Promise<void> {
    const input = await screen.page.waitForSelector('input[type=file]');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(...paths);
  }

  /** Puts the downloads of this screen's profile into a folder of their own from now on. */
  async receive(screen: Screen): Promise<Downloads> {
    const folder = join(this.folder, `downloads-${++this.#downloads}`);
    mkdirSync(folder);
    const context = screen.page.browserContext();
    const cdp = await screen.page.browser().target().createCDPSession();
    const { id } = context;
    await cdp.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      ...(id !== undefined && { browserContextId: id }),
      downloadPath: folder,
    });
    return new Downloads(folder);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a page has saved. */
export class Downloads {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  names(): readonly string[] {
    return readdirSync(this.#folder).toSorted();
  }

  /** the content, as soon as it is there whole */
  async content(name: string): Promise<Buffer> {
    for (let i = 0; i < 100; i++) {
      if (existsSync(this.path(name))) return readFileSync(this.path(name));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${name} was not saved; there is: ${this.names().join(', ')}`);
  }
}
