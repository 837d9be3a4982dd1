import type { RelayPipe } from '../../core/reader/relay/pipe.ts';
import type { SoftwareCard } from '../../core/reader/software-reader.ts';
import { create, type VirtualCardOptions } from '../../core/virtual/card.ts';
import { WorkerHost } from '../../core/worker/worker-host.ts';
import { Readers } from '../../relay/readers.ts';
import { Session } from '../../relay/session.ts';
import { FakePcsc } from './fake-pcsc.ts';
import { countedLocks, type TestHost } from './host.ts';

/** Every command the card heard, first four bytes in hexadecimal, and how many carried a PIN. */
interface Heard {
  readonly commands: string[];
  verified: number;
}

export interface RelayTestHost extends TestHost {
  readonly pcsc: FakePcsc;
  readonly readers: Readers;
  readonly heard: Heard;
  /** a new client of the local host, as another window would be */
  readonly pipe: () => RelayPipe;
  /** the local host dies */
  readonly die: () => void;
  /** greets the host again and opens the reader */
  readonly open: () => Promise<string | undefined>;
  readonly end: () => Promise<void>;
}

/** A way into a host within this process: frames are copied, as a socket would. */
export function pipeTo(readers: Readers): { readonly pipe: RelayPipe; readonly die: () => void } {
  let settle!: () => void;
  const closed = new Promise<void>((resolve) => (settle = resolve));
  const session: Session = new Session({
    readers,
    host: 'test',
    admit: () => undefined,
    send: (frame) => {
      const copy = frame.slice();
      queueMicrotask(() => pipe.onFrame(copy));
    },
    hangUp: () => die(),
  });
  const die = (): void => {
    settle();
    void session.end();
  };
  const pipe: RelayPipe = {
    send: (frame) => {
      const copy = frame.slice();
      queueMicrotask(() => void session.hear(copy));
    },
    onFrame: () => undefined,
    closed,
    close: die,
  };
  return { pipe, die };
}

/** The worker's inside, and a local host with PC/SC in memory and a software card. */
export async function relayHost(
  options: VirtualCardOptions & { readonly wrap?: (card: SoftwareCard) => SoftwareCard } = {},
): Promise<RelayTestHost> {
  const surprises: unknown[] = [];
  const locks = countedLocks();
  const heard: Heard = { commands: [], verified: 0 };
  const plain = create(options);
  const inner = options.wrap?.(plain) ?? plain;
  const card: SoftwareCard = {
    atr: plain.atr,
    powerOn: () => inner.powerOn(),
    powerOff: () => inner.powerOff(),
    reset: () => inner.reset(),
    transmit: (apdu) => {
      heard.commands.push(Buffer.from(apdu.subarray(0, 4)).toString('hex'));
      if (apdu[1] === 0x20 && apdu.length > 5) heard.verified += 1;
      return inner.transmit(apdu);
    },
  };
  const pcsc = new FakePcsc(card);
  const readers = new Readers(pcsc.library);
  await Promise.resolve();
  let last: { readonly die: () => void } | undefined;
  const connect = (): RelayPipe => {
    const way = pipeTo(readers);
    last = way;
    return way.pipe;
  };
  const host = new WorkerHost({
    now: options.now ?? (() => new Date()),
    locks,
    idleMs: 60_000,
    answerTimeoutMs: 5_000,
    surprise: (error) => surprises.push(error),
    relaySocket: () => Promise.resolve(connect()),
  });
  const open = async (): Promise<string | undefined> => {
    const greeted = await host.greetRelay({});
    if (!greeted.ok) return greeted.code;
    const opened = await host.openRelayReader(pcsc.name);
    return opened.ok ? undefined : opened.code;
  };
  const failed = await open();
  if (failed !== undefined) throw new Error(failed);
  return {
    host,
    card,
    pcsc,
    readers,
    heard,
    surprises,
    open,
    locked: () => locks.held,
    pipe: () => pipeTo(readers).pipe,
    die: () => last?.die(),
    end: async () => {
      await host.close();
      readers.stop();
    },
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
