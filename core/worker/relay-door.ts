import { KazasuError } from '../error/kazasu-error.ts';
import { systemClock, type Clock } from '../reader/clock.ts';
import type { Reader } from '../reader/reader.ts';
import type { RelayClient } from '../reader/relay/client.ts';
import type { RelayPipe } from '../reader/relay/pipe.ts';
import type { RelayGreeting, RelayWay } from './protocol.ts';

export interface RelayDoorDeps {
  /** opens the way to a host that listens on this machine; undefined where pages cannot */
  readonly relaySocket?: (port: number) => Promise<RelayPipe>;
  /** time as the readers see it; the real one if absent */
  readonly clock?: Clock;
}

/** The way to the local host while its readers are being chosen; a reader that was opened takes it along. */
export class RelayDoor {
  readonly #deps: RelayDoorDeps;
  #client: RelayClient | undefined;

  constructor(deps: RelayDoorDeps) {
    this.#deps = deps;
  }

  /** @throws KazasuError `reader.unavailable`, `reader.no-host`, `reader.loopback-denied` and what `openRelay` throws */
  async greet({ port, token, code }: RelayWay): Promise<RelayGreeting> {
    this.close();
    const { openRelay } = await import('../reader/relay/open-relay.ts');
    const credentials = { ...(token !== undefined && { token }), ...(code !== undefined && { code }) };
    const welcome = await openRelay(await this.#pipe(port), this.#clock, 'kazasu', credentials);
    if (welcome.outcome === 'pairing') return welcome;
    this.#client = welcome.client;
    return {
      outcome: 'welcome',
      readers: welcome.client.slots,
      ...(welcome.token !== undefined && { token: welcome.token }),
    };
  }

  /** the readers now @throws KazasuError `reader.no-host` when nobody was greeted or the host is gone */
  get readers(): RelayClient['slots'] {
    return this.#mustClient().slots;
  }

  /** One of the readers told. @throws KazasuError `reader.no-host`, `reader.lost` */
  async open(name: string): Promise<Reader> {
    const client = this.#mustClient();
    const slot = client.slots.find((one) => one.name === name);
    if (!slot) throw new KazasuError('reader.lost', { sent: 'no' });
    const { RelayReader } = await import('../reader/relay/relay-reader.ts');
    this.#client = undefined;
    return new RelayReader(client, slot, this.#clock);
  }

  close(): void {
    this.#client?.close();
    this.#client = undefined;
  }

  get #clock(): Clock {
    return this.#deps.clock ?? systemClock;
  }

  #mustClient(): RelayClient {
    if (!this.#client || this.#client.over) throw new KazasuError('reader.no-host', { sent: 'no' });
    return this.#client;
  }

  async #pipe(port: MessagePort | number | undefined): Promise<RelayPipe> {
    if (port instanceof MessagePort) {
      const { portPipe } = await import('../reader/relay/port-pipe.ts');
      return portPipe(port);
    }
    if (!this.#deps.relaySocket) throw new KazasuError('reader.unavailable');
    const { RELAY_PORT } = await import('../reader/relay/protocol.ts');
    return this.#deps.relaySocket(port ?? RELAY_PORT);
  }
}
