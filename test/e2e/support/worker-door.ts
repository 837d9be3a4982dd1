import { readdirSync } from 'node:fs';
import type { Page } from 'puppeteer';
import type { Reply } from '../../../core/worker/protocol.ts';

/** what lives in the page under this name */
interface DoorInPage {
  readonly call: (method: string, argument: unknown) => Promise<Reply<unknown>>;
  readonly states: string[];
  readonly end: () => void;
}

type PageWithDoor = typeof globalThis & { kazasuDoor: DoorInPage };

/** A task's input as it can cross into the page: PIN and file as text, the nonce left out. */
export interface PlainInput {
  readonly pin?: string;
  readonly challenge?: { readonly origin: string; readonly purpose: string };
  /** content of a file */
  readonly file?: string;
  readonly [name: string]: unknown;
}

/**
 * The card worker of a built page, spoken to from that page without its screens: the messages are comlink's. The
 * worker, the page's headers and the browser are those of the product.
 */
export class WorkerDoor {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @param folder the build the page was served from */
  static async open(page: Page, folder: string): Promise<WorkerDoor> {
    const script = readdirSync(`${folder}/assets`).find((name) => /^card-worker-.*\.js$/.test(name));
    if (script === undefined) throw new Error(`no card worker in ${folder}`);
    await page.evaluate((url) => {
      const worker = new Worker(url, { type: 'module' });
      const waiting = new Map<string, (reply: Reply<unknown>) => void>();
      worker.onmessage = ({ data }: MessageEvent<{ id: string; value: Reply<unknown> }>) =>
        waiting.get(data.id)?.(data.value);
      const states: string[] = [];
      const call: DoorInPage['call'] = (method, argument) =>
        new Promise((resolve) => {
          const id = crypto.randomUUID();
          waiting.set(id, resolve);
          const { port1, port2 } = new MessageChannel();
          if (method === 'watch') port1.onmessage = ({ data }: MessageEvent<string>) => states.push(data);
          const takesPort = method === 'watch' || method === 'run';
          const value =
            method === 'watch' ? port2 : takesPort ? Object.assign({ port: port2 }, argument) : argument;
          const message = { id, type: 'APPLY', path: [method], argumentList: [{ type: 'RAW', value }] };
          worker.postMessage(message, takesPort ? [port2] : []);
        });
      (globalThis as PageWithDoor).kazasuDoor = { call, states, end: () => worker.terminate() };
    }, `/assets/${script}`);
    return new WorkerDoor(page);
  }

  call(method: string, argument?: object): Promise<Reply<unknown>> {
    return this.#page.evaluate(
      (name, value) => (globalThis as PageWithDoor).kazasuDoor.call(name, value),
      method,
      argument,
    );
  }

  /** starts a task */
  run(name: string, input?: PlainInput): Promise<Reply<unknown>> {
    return this.#page.evaluate(
      (task, given) => {
        const { pin, challenge, file, ...rest } = given ?? {};
        const value = given && {
          ...rest,
          ...(pin !== undefined && { pin: new TextEncoder().encode(pin) }),
          ...(file !== undefined && { file: new Blob([file]) }),
          ...(challenge && { challenge: { ...challenge, nonce: new Uint8Array(32) } }),
        };
        return (globalThis as PageWithDoor).kazasuDoor.call('run', { id: 'task', name: task, input: value });
      },
      name,
      input,
    );
  }

  /** field states told since `watch` */
  states(): Promise<string[]> {
    return this.#page.evaluate(() => (globalThis as PageWithDoor).kazasuDoor.states);
  }

  end(): Promise<void> {
    return this.#page.evaluate(() => (globalThis as PageWithDoor).kazasuDoor.end());
  }
}
