import { KazasuError } from '../../core/error/kazasu-error.ts';
import type { CardClient } from '../../core/worker/card-client.ts';
import type { RelayGreeting, RelaySlot } from '../../core/worker/protocol.ts';
import { asError } from '../session/as-error.ts';
import type { CardSession } from '../session/card-session.svelte.ts';
import type { HostDoor } from './host-door.ts';
import type { System } from './system.ts';
import { troubleOf, type Trouble } from './trouble.ts';

export interface RelayConnectDeps {
  readonly session: Pick<CardSession, 'openReader' | 'ask'>;
  readonly door: HostDoor;
  readonly system: System;
  readonly token: { get(): string | undefined; keep(token: string): void };
  /** a reader is open */
  readonly opened: () => void;
}

type Pairing = Extract<RelayGreeting, { outcome: 'pairing' }>['why'];

/** From a button to a reader of the local host: the way to it, the pairing, the choice of a reader. */
export class RelayConnect {
  readonly #deps: RelayConnectDeps;

  at = $state<'ready' | 'connecting' | 'opening'>('ready');
  /** the host wants its number */
  pairing = $state<Pairing>();
  /** the person did not allow the extension to reach programs */
  refused = $state(false);
  /** readers of the host that greeted us */
  readers = $state.raw<readonly RelaySlot[]>();
  trouble = $state.raw<Trouble>();
  error = $state.raw<KazasuError>();

  constructor(deps: RelayConnectDeps) {
    this.#deps = deps;
  }

  /** Greets the host; a single reader is opened at once. Must be called within a click. */
  async connect(code?: string): Promise<void> {
    if (this.at !== 'ready') return;
    const { session } = this.#deps;
    this.#forget();
    this.at = 'connecting';
    try {
      const way = await this.#way(code);
      if (way === 'refused') {
        this.refused = true;
        return;
      }
      const greeting = await session.ask((client) => client.greetRelay(way));
      if (greeting.outcome === 'pairing') {
        this.pairing = greeting.why;
        return;
      }
      this.pairing = undefined;
      if (greeting.token !== undefined) this.#deps.token.keep(greeting.token);
      this.readers = greeting.readers;
      const [only, second] = greeting.readers;
      if (only && !second) await this.#open(only.name);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.at = 'ready';
    }
  }

  /** Cards and readers come and go while the person looks at the list. */
  async look(): Promise<void> {
    if (this.at !== 'ready' || !this.readers) return;
    const readers = await this.#deps.session.ask((client) => client.relayReaders()).catch(() => undefined);
    if (readers) this.readers = readers;
  }

  /** Opens one of the readers told. */
  async open(name: string): Promise<void> {
    if (this.at !== 'ready') return;
    this.#forget();
    try {
      await this.#open(name);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.at = 'ready';
    }
  }

  async #open(name: string): Promise<void> {
    this.at = 'opening';
    let fresh = true;
    await this.#deps.session.openReader(async (client) => {
      if (!fresh) await this.#greetAgain(client); // opened again later: the host may have gone meanwhile
      fresh = false;
      return client.openRelayReader(name);
    });
    this.#deps.opened();
  }

  async #greetAgain(client: CardClient): Promise<void> {
    const way = await this.#way();
    const greeting = way === 'refused' ? undefined : await client.greetRelay(way);
    if (greeting?.outcome !== 'welcome') throw new KazasuError('reader.not-permitted', { sent: 'no' });
  }

  async #way(code?: string): Promise<Parameters<CardClient['greetRelay']>[0] | 'refused'> {
    const opened = await this.#deps.door.open();
    if (opened === 'refused') return opened;
    const token = this.#deps.token.get();
    return { ...opened, ...(token !== undefined && { token }), ...(code !== undefined && { code }) };
  }

  #forget(): void {
    this.trouble = undefined;
    this.error = undefined;
    this.refused = false;
  }

  #fail(error: unknown): void {
    const known = asError(error);
    this.error = known;
    this.trouble = troubleOf(known, this.#deps.system);
    if (known.code !== 'reader.busy') this.readers = undefined;
  }
}
