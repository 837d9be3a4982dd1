import type { TraceEntry } from '../../core/apdu/trace.ts';
import type { SoftwareCard } from '../../core/reader/software-reader.ts';
import { create, type VirtualCardOptions } from '../../core/virtual/card.ts';
import type { Progress, Reply, TaskName, TaskTypes } from '../../core/worker/protocol.ts';
import type { Locks } from '../../core/worker/take-lock.ts';
import { WorkerHost } from '../../core/worker/worker-host.ts';

export interface HostOptions extends VirtualCardOptions {
  /** wraps the card, to count or to disturb */
  readonly wrap?: (card: SoftwareCard, host: () => WorkerHost) => SoftwareCard;
  readonly idleMs?: number;
  readonly answerTimeoutMs?: number;
  readonly locks?: Locks;
}

export interface TestHost {
  readonly host: WorkerHost;
  readonly card: SoftwareCard;
  readonly surprises: unknown[];
  /** locks held at this moment */
  readonly locked: () => number;
  run<Name extends TaskName>(
    name: Name,
    input: TaskTypes[Name]['input'],
    onProgress?: (progress: Progress) => void,
    id?: string,
  ): Promise<Reply<TaskTypes[Name]['result']>>;
  trace(): Promise<readonly TraceEntry[]>;
}

/** The worker's inside with a software card on it, without a worker: what the page would talk to. */
export async function testHost(options: HostOptions = {}): Promise<TestHost> {
  const surprises: unknown[] = [];
  const locks = countedLocks();
  const plain = create(options);
  const card = options.wrap?.(plain, () => host) ?? plain;
  const host: WorkerHost = new WorkerHost({
    now: options.now ?? (() => new Date()),
    locks: options.locks ?? locks,
    idleMs: options.idleMs ?? 60_000,
    answerTimeoutMs: options.answerTimeoutMs ?? 5_000,
    surprise: (error) => surprises.push(error),
    software: { personas: () => Promise.resolve([]), create: () => Promise.resolve(card) },
  });
  const opened = await host.openSoftwareCard({ persona: 'adult' });
  if (!opened.ok) throw new Error(opened.code);
  return {
    host,
    card,
    surprises,
    locked: () => locks.held,
    run: (name, input, onProgress = () => undefined, id = 'task') => {
      const port = { postMessage: onProgress, close: () => undefined } as unknown as MessagePort;
      return host.run({ id, name, input, port });
    },
    trace: async () => {
      const reply = await host.trace();
      return reply.ok ? reply.value : [];
    },
  };
}

/** Web Locks as one process sees them: a name is held once. */
export function countedLocks(): Locks & { readonly held: number } {
  const names = new Set<string>();
  return {
    get held() {
      return names.size;
    },
    async request(name, _options, hold) {
      if (names.has(name)) return hold(null);
      names.add(name);
      try {
        await hold({});
      } finally {
        names.delete(name);
      }
    },
  };
}

/** ASCII bytes of a PIN, in an array of its own */
export function pinBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}
