import type { FieldState } from '../core/reader/reader.ts';
import type { RelaySlot } from '../core/reader/relay/protocol.ts';
import { Fault } from './fault.ts';
import { HeldCard } from './held-card.ts';
import type { PcscLibrary, PcscReader } from './pcsc-library.ts';

/** a service that has readers names them in this time */
const SETTLE_MS = 1_000;
/** from a service that is gone to the next attempt */
const AGAIN_MS = 2_000;

interface Known {
  readonly reader: PcscReader;
  /** its state was told, so it is no guess */
  told: boolean;
  state: FieldState;
}

/** The PC/SC readers of this machine, watched as long as the host runs, and which of them are taken. */
export class Readers {
  readonly #library: PcscLibrary;
  readonly #known = new Map<string, Known>();
  readonly #taken = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #client: InstanceType<PcscLibrary['Client']> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  readonly #settled: Promise<void>;

  constructor(library: PcscLibrary) {
    this.#library = library;
    this.#settled = new Promise((resolve) => {
      const timer = setTimeout(resolve, SETTLE_MS);
      const off = this.listen(() => {
        if (![...this.#known.values()].some(({ told }) => told)) return;
        off();
        clearTimeout(timer);
        resolve();
      });
    });
    this.#start();
  }

  /** The host may have been started by the very question: waits until the service had time to name its readers. */
  settled(): Promise<void> {
    return this.#settled;
  }

  /** @throws Fault `no-service` */
  get slots(): readonly RelaySlot[] {
    if (!this.#client) throw new Fault('no-service');
    return [...this.#known].map(([name, { state }]) => ({ name, state, simulated: /virtual/i.test(name) }));
  }

  /** `changed` is called at each change of {@link Readers.slots}; what is returned calls it off */
  listen(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /** The card, for one client until it lets it go. @throws Fault also `busy` when another client of ours has it */
  async take(name: string): Promise<HeldCard> {
    const known = this.#known.get(name);
    if (!known) throw new Fault(this.#client ? 'no-reader' : 'no-service');
    if (this.#taken.has(name)) throw new Fault('busy');
    this.#taken.add(name);
    try {
      return await HeldCard.take(this.#library, known.reader);
    } catch (error) {
      this.#taken.delete(name);
      throw error;
    }
  }

  /** the client that had it has let it go */
  free(name: string): void {
    this.#taken.delete(name);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#again);
    this.#end();
  }

  #start(): void {
    const client = new this.#library.Client();
    client.on('reader', (reader) => this.#meet(reader));
    client.on('error', () => this.#retry());
    try {
      client.start();
      this.#client = client;
    } catch {
      this.#retry(); // no service yet
    }
  }

  #meet(reader: PcscReader): void {
    const known: Known = { reader, told: false, state: 'empty' };
    const name = reader.name();
    this.#known.set(name, known);
    reader.on('change', (status) => {
      const { EMPTY, MUTE, PRESENT } = this.#library.ReaderStatus;
      const there = status.has(PRESENT) && !status.has(EMPTY);
      known.told = true;
      known.state = !there ? 'empty' : status.has(MUTE) ? 'foreign' : 'one';
      this.#tell();
    });
    reader.on('disconnect', () => {
      this.#known.delete(name);
      this.#tell();
    });
    this.#tell();
  }

  #retry(): void {
    this.#end();
    if (!this.#stopped) this.#again = setTimeout(() => this.#start(), AGAIN_MS);
  }

  #end(): void {
    const client = this.#client;
    this.#client = undefined;
    try {
      client?.stop();
    } catch {
      // the service is gone already
    }
    this.#known.clear();
    this.#tell();
  }

  #tell(): void {
    for (const changed of this.#listeners) changed();
  }
}
