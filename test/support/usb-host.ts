import { create as createCard, type VirtualCardOptions } from '../../core/virtual/card.ts';
import type { SoftwareCard } from '../../core/reader/software-reader.ts';
import type { TypeBOptions, VirtualReader } from '../../core/virtual/readers/readers.ts';
import { WorkerHost } from '../../core/worker/worker-host.ts';
import { AutoClock } from './auto-clock.ts';
import { countedLocks, type TestHost } from './host.ts';
import { plugIn, type Plugged } from './usb.ts';

/** Plugs in a reader with this card on it. */
export type Plug<Virtual extends Touchable> = (card: SoftwareCard, clock: AutoClock) => Plugged<Virtual>;

/** What tests do to any reader. */
export interface Touchable {
  readonly violations: readonly string[];
  placeCard(there: boolean): void;
}

export interface UsbHostOptions extends VirtualCardOptions {
  readonly front?: TypeBOptions;
}

/** The worker's inside with a software card on a software USB reader, in simulated time. */
export interface UsbHost<Virtual extends Touchable = VirtualReader> extends TestHost {
  readonly clock: AutoClock;
  /** the reader plugged in now */
  plugged(): Plugged<Virtual>;
  /** values given to VERIFY that reached the card, and every command that did */
  readonly verified: { count: number };
  readonly ran: string[];
  /** bytes of each command and of its answer */
  readonly exchanged: { readonly command: number; readonly answer: number }[];
  /** plugs in another reader under the same card and opens it */
  replug(): Promise<void>;
  end(): void;
}

export function usbHost(options: UsbHostOptions = {}): Promise<UsbHost> {
  const { front } = options;
  return usbHostWith((card, clock) => plugIn({ card, clock, ...(front && { front }) }), options);
}

/** The same with any reader. */
export async function usbHostWith<Virtual extends Touchable>(
  plugAny: Plug<Virtual>,
  options: VirtualCardOptions = {},
): Promise<UsbHost<Virtual>> {
  const surprises: unknown[] = [];
  const locks = countedLocks();
  const clock = new AutoClock();
  const plain = createCard(options);
  const verified = { count: 0 };
  const ran: string[] = [];
  const exchanged: { command: number; answer: number }[] = [];
  const card: SoftwareCard = {
    atr: plain.atr,
    powerOn: () => plain.powerOn(),
    powerOff: () => plain.powerOff(),
    reset: () => plain.reset(),
    transmit: async (apdu) => {
      if (apdu[1] === 0x20 && apdu.length > 5) verified.count += 1;
      ran.push(Buffer.from(apdu.subarray(0, 4)).toString('hex'));
      const command = apdu.length;
      const answer = await plain.transmit(apdu);
      exchanged.push({ command, answer: answer.length });
      return answer;
    },
  };
  const plug = (): Plugged<Virtual> => plugAny(card, clock);
  let plugged = plug();
  const host: WorkerHost = new WorkerHost({
    now: options.now ?? (() => new Date()),
    locks,
    idleMs: 60_000,
    answerTimeoutMs: 5_000,
    surprise: (error) => surprises.push(error),
    usb: { getDevices: () => Promise.resolve([plugged.device]) },
    clock,
  });
  const open = async (): Promise<void> => {
    const { vendorId, productId } = plugged.device;
    const opened = await host.openUsbReader({ vendorId, productId });
    if (!opened.ok) throw new Error(opened.code);
  };
  await open();
  return {
    host,
    card,
    surprises,
    clock,
    verified,
    ran,
    exchanged,
    plugged: () => plugged,
    locked: () => locks.held,
    replug: async () => {
      plugged = plug();
      await open();
    },
    end: () => clock.stop(),
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
