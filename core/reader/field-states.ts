import { deferred } from './deferred.ts';
import type { FieldState } from './reader.ts';

/** The state of one field or slot, and everybody who wants to be told of its changes. */
export class FieldStates {
  #state: FieldState | undefined;
  #changed = deferred<undefined>();
  #watchers = 0;

  /** undefined before anybody has looked */
  get now(): FieldState | undefined {
    return this.#state;
  }

  /** somebody watches */
  get watched(): boolean {
    return this.#watchers > 0;
  }

  /** @returns false when nothing changed: it was so already, or the reader is lost for good */
  become(state: FieldState): boolean {
    if (this.#state === state || this.#state === 'lost') return false;
    this.#state = state;
    this.#tell();
    return true;
  }

  /** The state now, then each change, until `signal` aborts or the reader is lost; `begin` is called once watched. */
  async *watch(signal: AbortSignal, begin: () => void): AsyncIterable<FieldState> {
    const wake = (): void => this.#tell();
    signal.addEventListener('abort', wake, { once: true });
    this.#watchers += 1;
    begin();
    try {
      let told: FieldState | undefined;
      while (!signal.aborted && told !== 'lost') {
        if (this.#state === undefined || this.#state === told) await this.#changed.promise;
        else yield (told = this.#state);
      }
    } finally {
      this.#watchers -= 1;
      signal.removeEventListener('abort', wake);
    }
  }

  #tell(): void {
    const changed = this.#changed;
    this.#changed = deferred();
    changed.resolve(undefined);
  }
}
