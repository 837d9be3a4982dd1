import { beforeEach, describe, expect, it } from 'vitest';
import { AppUpdate } from '../../../pwa/offline/app-update.svelte.ts';

/** A service worker as far as a page sees it. */
class Script extends EventTarget {
  state = 'installing';
  readonly heard: unknown[] = [];

  postMessage(message: unknown): void {
    this.heard.push(message);
  }

  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class Registration extends EventTarget {
  installing: Script | null = null;
  waiting: Script | null = null;
  active: Script | null = null;
  looks = 0;

  update(): Promise<void> {
    this.looks += 1;
    return Promise.reject(new TypeError('no connection'));
  }

  find(script: Script): void {
    this.installing = script;
    this.dispatchEvent(new Event('updatefound'));
  }

  install(): void {
    const script = this.installing;
    this.installing = null;
    this.waiting = script;
    script?.become('installed');
  }
}

class Container extends EventTarget {
  controller: Script | null = null;
  readonly registration = new Registration();
  readonly ready = Promise.resolve(this.registration);
  refuses = false;

  register(): Promise<Registration> {
    return this.refuses ? Promise.reject(new DOMException('off', 'SecurityError')) : this.ready;
  }
}

/** Web Locks as far as needed: shared and exclusive holders of one name. */
class Locks {
  held: ('shared' | 'exclusive')[] = [];

  async request(_: string, options: LockOptions, work: (lock: unknown) => Promise<void>): Promise<void> {
    const mode = options.mode ?? 'exclusive';
    const free = mode === 'shared' ? !this.held.includes('exclusive') : this.held.length === 0;
    if (options.ifAvailable && !free) return work(null);
    this.held.push(mode);
    await work({});
    this.held.splice(this.held.indexOf(mode), 1);
  }
}

let container: Container;
let locks: Locks;
let reloads: number;
let clock: number;
let show: () => void;
beforeEach(() => {
  container = new Container();
  locks = new Locks();
  reloads = 0;
  clock = 0;
});

async function started(): Promise<AppUpdate> {
  const update = new AppUpdate({
    container: container as unknown as ServiceWorkerContainer,
    locks: locks as unknown as LockManager,
    reload: () => (reloads += 1),
    now: () => clock,
    whenShown: (back) => (show = back),
  });
  await update.start('/service-worker.js');
  return update;
}

/** A page that runs a version already, with a new one waiting. */
async function withNewVersion(): Promise<{ update: AppUpdate; fresh: Script }> {
  container.controller = container.registration.active = new Script();
  const update = await started();
  const fresh = new Script();
  container.registration.find(fresh);
  container.registration.install();
  return { update, fresh };
}

describe('AppUpdate', () => {
  it('offers nothing for the first version, and is ready when it is on the device', async () => {
    const update = await started();
    const first = new Script();
    container.registration.find(first);
    container.registration.install();
    expect(update.available).toBe(false);
    container.dispatchEvent(new Event('controllerchange'));
    expect(update).toMatchObject({ state: 'rest', ready: true });
    expect(reloads).toBe(0);
  });

  it('works without service workers, and where they are refused', async () => {
    container.refuses = true;
    const update = await started();
    expect(update).toMatchObject({ available: false, ready: false, state: 'rest' });
    const none = new AppUpdate({
      container: undefined,
      locks: locks as unknown as LockManager,
      reload: () => undefined,
      now: () => 0,
      whenShown: () => undefined,
    });
    await none.start('/service-worker.js');
    expect(none.ready).toBe(false);
  });

  it('lets a new version wait until it is asked for, then opens the page again', async () => {
    const { update, fresh } = await withNewVersion();
    expect(update.available).toBe(true);
    expect(fresh.heard).toEqual([]);
    const taking = update.takeOver();
    expect(update.state).toBe('switching');
    expect(fresh.heard).toEqual(['take over']);
    container.dispatchEvent(new Event('controllerchange'));
    expect(reloads).toBe(1);
    expect(locks.held).toEqual(['exclusive']);
    fresh.become('activated');
    await taking;
    expect(locks.held).toEqual([]);
  });

  it('knows a version that was waiting before the page was opened', async () => {
    container.controller = container.registration.active = new Script();
    container.registration.waiting = new Script();
    expect((await started()).available).toBe(true);
  });

  it('does not take over while any window is in the middle of something', async () => {
    const { update, fresh } = await withNewVersion();
    const release = update.hold();
    await update.takeOver();
    expect(update.state).toBe('elsewhere');
    expect(fresh.heard).toEqual([]);
    release();
    await Promise.resolve();
    await Promise.resolve();
    void update.takeOver();
    expect(fresh.heard).toEqual(['take over']);
  });

  it('tells when another window changed the version, and does not throw work away', async () => {
    const { update } = await withNewVersion();
    container.dispatchEvent(new Event('controllerchange'));
    expect(update).toMatchObject({ state: 'changed', available: false });
    expect(reloads).toBe(0);
  });

  it('looks for a new version when it comes to the front, at most once an hour', async () => {
    await started();
    show();
    expect(container.registration.looks).toBe(0);
    clock = 3_600_000;
    show();
    show();
    expect(container.registration.looks).toBe(1);
  });
});
