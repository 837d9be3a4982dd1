import { describe, expect, it, vi } from 'vitest';
import { CardClient } from '../../../core/worker/card-client.ts';
import type { FieldState, WorkerApi } from '../../../core/worker/protocol.ts';
import { fromReply, toReply } from '../../../core/worker/reply.ts';
import { KazasuError } from '../../../core/error/kazasu-error.ts';
import { WorkerHost } from '../../../core/worker/worker-host.ts';
import { softwarePersonas } from '../../../core/worker/software-personas.ts';
import * as Comlink from 'comlink';
import { countedLocks, pinBytes, testHost } from '../../support/host.ts';

const bare = (): WorkerHost =>
  new WorkerHost({
    now: () => new Date(),
    locks: countedLocks(),
    idleMs: 10,
    answerTimeoutMs: 100,
    surprise: () => undefined,
  });
const port = { postMessage: () => undefined, close: () => undefined } as unknown as MessagePort;
const challenge = { origin: 'https://a.example', purpose: 'self-check', nonce: new Uint8Array(32) } as const;

describe('WorkerHost', () => {
  it('without a software card in the build offers none and says so', async () => {
    const host = bare();
    expect(await host.personas()).toEqual({ ok: true, value: [] });
    expect(await host.openSoftwareCard({ persona: 'adult' })).toMatchObject({
      ok: false,
      code: 'reader.not-in-this-build',
    });
    expect(await host.placeSoftwareCard(true)).toMatchObject({ ok: false, code: 'reader.none' });
    expect(await host.watch(port)).toMatchObject({ ok: false, code: 'reader.none' });
    expect(await host.run({ id: '1', name: 'my-card', input: undefined, port })).toMatchObject({
      code: 'reader.none',
    });
    expect(await host.release()).toEqual({ ok: true, value: undefined });
    expect(await host.close()).toEqual({ ok: true, value: undefined });
  });

  it('runs one task at a time and refuses names it does not know', async () => {
    const host = await testHost();
    const first = host.run('my-card', undefined);
    expect(await host.run('tries', { name: 'signing' })).toMatchObject({ ok: false, code: 'task.running' });
    expect((await first).ok).toBe(true);
    for (const name of ['nothing', 'toString', '__proto__']) {
      expect(await host.run(name as 'my-card', undefined)).toMatchObject({ ok: false, code: 'task.unknown' });
    }
  });

  it('keeps the connection between tasks and gives the reader free when idle', async () => {
    vi.useFakeTimers();
    try {
      const host = await testHost({ idleMs: 10_000 });
      await host.run('tries', { name: 'signing' });
      expect(host.locked()).toBe(1);
      await vi.advanceTimersByTimeAsync(9_000);
      await host.run('tries', { name: 'signing' });
      await vi.advanceTimersByTimeAsync(9_999);
      expect(host.locked()).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(host.locked()).toBe(0);
      expect((await host.run('tries', { name: 'signing' })).ok).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('gives the reader free when the page is hidden, and stops what runs', async () => {
    const host = await testHost({ delayMs: 5 });
    const running = host.run('my-card', undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await host.host.release();
    expect((await running).ok).toBe(false);
    expect(host.locked()).toBe(0);
    expect((await host.run('my-card', undefined)).ok).toBe(true);
  });

  it('says busy when another window holds the reader', async () => {
    const locks = { request: (_: string, __: unknown, hold: (lock: null) => Promise<void>) => hold(null) };
    const host = await testHost({ locks });
    const pin = pinBytes('1234');
    const reply = await host.run('prove', { pin, lastTryConfirmed: false, challenge });
    expect(reply).toMatchObject({ ok: false, code: 'reader.busy', detail: { pinTry: 'not-used' } });
    expect([...pin]).toEqual([0, 0, 0, 0]);
  });

  it('passes on a lock manager that fails as a surprise', async () => {
    const host = await testHost({ locks: { request: () => Promise.reject(new Error('no locks')) } });
    expect(await host.run('my-card', undefined)).toMatchObject({ ok: false, code: 'task.failed' });
    expect(host.surprises).toEqual([expect.objectContaining({ message: 'no locks' })]);
  });

  it('replaces a reader by the next one', async () => {
    const host = await testHost();
    await host.run('my-card', undefined);
    expect(host.locked()).toBe(1);
    expect((await host.host.openSoftwareCard({ persona: 'adult' })).ok).toBe(true);
    expect(host.locked()).toBe(0);
  });

  it('keeps the last 200 exchanges', async () => {
    const host = await testHost();
    for (let i = 0; i < 12; i++) await host.run('my-card', undefined);
    expect((await host.trace()).length).toBe(200);
  });
});

describe('reply', () => {
  it('carries values, and errors with code and detail', async () => {
    const surprise = vi.fn();
    expect(fromReply(await toReply(() => 7, surprise))).toBe(7);
    const reply = await toReply(() => Promise.reject(new KazasuError('card.lost', { sent: 'no' })), surprise);
    expect(() => fromReply(reply)).toThrow(
      expect.objectContaining({ code: 'card.lost', detail: { sent: 'no' } }),
    );
    expect(surprise).not.toHaveBeenCalled();
    expect(await toReply(() => Promise.reject(new TypeError('x')), surprise)).toEqual({
      ok: false,
      code: 'task.failed',
      detail: {},
    });
    expect(surprise).toHaveBeenCalledOnce();
  });
});

describe('CardClient', () => {
  /** the client at one end of a channel, the host at the other, as with a worker */
  async function clientOf(host: WorkerApi): Promise<{ client: CardClient; ended: () => boolean }> {
    const { port1, port2 } = new MessageChannel();
    let ended = false;
    Comlink.expose(host, port2);
    port1.start();
    port2.start();
    const worker = Object.assign(port1, {
      terminate: () => {
        ended = true;
        port1.close();
        port2.close();
      },
    });
    return Promise.resolve({ client: new CardClient(worker as unknown as Worker), ended: () => ended });
  }

  it('runs a task, moves the PIN, tells progress and states', async () => {
    const { host } = await testHost({ delayMs: 5 });
    const { client, ended } = await clientOf(host);
    const states: FieldState[] = [];
    await client.watch((state) => states.push(state));
    const steps: string[] = [];
    const pin = pinBytes('1234');
    const data = await client.run(
      'my-data',
      { pin, lastTryConfirmed: false, by: 'textInput' },
      { onProgress: ({ step }) => steps.push(step) },
    );
    expect(data).toMatchObject({ outcome: 'done' });
    expect(pin.length).toBe(0); // moved, not copied
    await client.placeSoftwareCard(false);
    await expect(client.run('my-card', undefined)).rejects.toMatchObject({ code: 'card.none' });
    expect(states).toEqual(['one', 'empty']);
    expect(steps).toEqual(expect.arrayContaining(['read-tries', 'verify-pin', 'clear']));
    expect((await client.trace()).length).toBeGreaterThan(5);
    await client.release();
    await client.close();
    expect(ended()).toBe(true);
  });

  it('cancels by signal, also by one that was given already', async () => {
    const { host } = await testHost({ delayMs: 5 });
    const { client } = await clientOf(host);
    const abort = new AbortController();
    const running = client.run('my-card', undefined, {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(running).rejects.toMatchObject({ code: 'task.cancelled' });
    await expect(client.run('my-card', undefined, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'task.cancelled',
    });
    await client.close();
  });

  it('offers the personas of the software card', async () => {
    const { client } = await clientOf(
      new WorkerHost({
        now: () => new Date(),
        locks: countedLocks(),
        idleMs: 1,
        answerTimeoutMs: 1,
        surprise: () => undefined,
        software: {
          personas: softwarePersonas,
          create: () => Promise.reject(new RangeError('no such persona')),
        },
      }),
    );
    const personas = await client.personas();
    expect(personas[0]).toMatchObject({ id: 'adult', pins: { digits: '1234', password: 'ABC123' } });
    expect(personas.every(({ pins }) => /^[0-9]{14}$/.test(pins.referenceNumberB))).toBe(true);
    await expect(client.openSoftwareCard({ persona: 'x' })).rejects.toMatchObject({ code: 'task.failed' });
    await client.close();
  });
});
