/** Held shared by each window with a running task, exclusively by one that changes the version. */
const LOCK = 'kazasu.task';
/** ms between two looks for a new version, when the window comes to the front */
const LOOK_EVERY = 3_600_000;

/** What the page has to know of the browser; tests pass their own. */
export interface UpdateDeps {
  /** undefined where there are no service workers */
  readonly container: ServiceWorkerContainer | undefined;
  readonly locks: LockManager;
  readonly reload: () => void;
  readonly now: () => number;
  /** calls back each time the window comes to the front */
  readonly whenShown: (back: () => void) => void;
}

/**
 * The version of the app that is kept on this device, and the way to the next one. A new version is fetched in the
 * background and waits: it takes over when a person says so, and in no window's running task.
 */
export class AppUpdate {
  readonly #deps: UpdateDeps;
  #waiting = $state.raw<ServiceWorker>();
  #hadVersion = false;
  #asked = false;

  /** this version is whole on the device: it works without a connection */
  ready = $state(false);
  /** - `elsewhere`: another window is in the middle of something; - `changed`: another window changed the version */
  state = $state<'rest' | 'switching' | 'elsewhere' | 'changed'>('rest');

  constructor(deps: UpdateDeps) {
    this.#deps = deps;
  }

  /** a new version waits to take over */
  get available(): boolean {
    return this.#waiting !== undefined;
  }

  /** Keeps the app on this device from now on. */
  async start(script: string): Promise<void> {
    const { container } = this.#deps;
    if (!container) return;
    this.#hadVersion = container.controller !== null;
    container.addEventListener('controllerchange', () => this.#changed());
    let registration: ServiceWorkerRegistration;
    try {
      registration = await container.register(script, { updateViaCache: 'none' });
    } catch {
      return; // storage is switched off or full: everything works, with a connection
    }
    void container.ready.then(() => (this.ready = true));
    this.#see(registration);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => this.#see(registration));
    });
    let looked = this.#deps.now();
    this.#deps.whenShown(() => {
      if (this.#deps.now() - looked < LOOK_EVERY) return;
      looked = this.#deps.now();
      registration.update().catch(() => undefined); // no connection: later
    });
  }

  /** Lets the new version take over, unless another window is in the middle of something. */
  async takeOver(): Promise<void> {
    const waiting = this.#waiting;
    if (!waiting) return;
    await this.#deps.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      if (!lock) {
        this.state = 'elsewhere';
        return;
      }
      this.state = 'switching';
      this.#asked = true;
      const gone = new Promise<void>((resolve) => {
        waiting.addEventListener('statechange', () => {
          if (waiting.state === 'activated' || waiting.state === 'redundant') resolve();
        });
      });
      waiting.postMessage('take over');
      await gone; // no other window begins a task meanwhile
    });
  }

  /** Keeps other windows from changing the version until the returned function is called. */
  hold(): () => void {
    let done: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      done = resolve;
    });
    void this.#deps.locks.request(LOCK, { mode: 'shared' }, () => held);
    return done;
  }

  #see({ active, waiting }: ServiceWorkerRegistration): void {
    // the very first version has nothing to wait for
    this.#waiting = active && waiting ? waiting : undefined;
  }

  #changed(): void {
    if (this.#asked) this.#deps.reload();
    else if (this.#hadVersion) this.state = 'changed';
    this.#hadVersion = true;
    this.#waiting = undefined;
  }
}
