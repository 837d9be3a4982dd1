import type { CardConnection, LinkInfo } from '../../apdu/card-connection.ts';
import { fromHex } from '../../bytes/hex.ts';
import { KazasuError } from '../../error/kazasu-error.ts';
import { connectDoor, type ApduDoor } from '../apdu-door.ts';
import type { Clock } from '../clock.ts';
import { deferred } from '../deferred.ts';
import type { PoweredConnection } from '../powered-connection.ts';
import type { FieldState, Reader, ReaderInfo } from '../reader.ts';
import { readConnected } from './answer.ts';
import type { RelayClient } from './client.ts';
import type { RelayConnected, RelaySlot } from './protocol.ts';

/** longest waits for the host: another program may hold the card, and a card may sign for seconds (card.md 1.4) */
const CONNECT_MS = 15_000;
const COMMAND_MS = 30_000;
const SHORT_MS = 5_000;

/** A PC/SC reader of this machine, reached through a host (docs/relay-protocol.md). */
export class RelayReader implements Reader {
  readonly info: ReaderInfo;
  readonly #client: RelayClient;
  readonly #clock: Clock;
  #connection: PoweredConnection | undefined;
  #number: number | undefined;
  #closed = false;

  constructor(client: RelayClient, slot: RelaySlot, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    this.info = {
      id: `relay:${slot.name}`,
      model: slot.name,
      route: 'relay',
      simulated: slot.simulated,
    };
    client.onRemoved = (connection, reason) => {
      if (connection === this.#number) this.#connection?.end(reason);
    };
    void this.#mindHost();
  }

  async *watch(signal: AbortSignal): AsyncIterable<FieldState> {
    const aborted = deferred<undefined>();
    const abort = (): void => aborted.resolve(undefined);
    signal.addEventListener('abort', abort, { once: true });
    try {
      let told: FieldState | undefined;
      while (!signal.aborted && told !== 'lost') {
        const changed = this.#client.changed;
        if (told !== this.#state) yield (told = this.#state);
        else await Promise.race([changed, aborted.promise]);
      }
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async connect(): Promise<CardConnection> {
    if (this.#state === 'lost') throw new KazasuError('reader.lost', { sent: 'no' });
    if (this.#connection?.alive) throw new KazasuError('reader.busy', { sent: 'no' });
    const reader = this.info.model;
    const { ok } = await this.#client.must({ do: 'connect', reader }, CONNECT_MS);
    const connected = readConnected(ok);
    if (!connected) throw new KazasuError('reader.host-version', { what: 'connect', sent: 'no' });
    this.#number = connected.connection;
    this.#connection = connectDoor(
      doorTo(this.#client, connected.connection),
      linkOf(connected, this.info),
      this.#clock,
      COMMAND_MS,
    );
    if (this.#client.over) this.#connection.end('unplugged');
    return this.#connection;
  }

  async pause(): Promise<void> {
    await this.#connection?.release();
  }

  resume(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.#connection?.release();
    this.#closed = true;
    this.#client.close();
  }

  get #state(): FieldState {
    if (this.#closed || this.#client.over) return 'lost';
    return this.#client.slots.find(({ name }) => name === this.info.model)?.state ?? 'lost';
  }

  /** a host that dies takes the connection with it */
  async #mindHost(): Promise<void> {
    while (!this.#client.over) await this.#client.changed;
    this.#connection?.end('unplugged');
  }
}

function doorTo(client: RelayClient, connection: number): ApduDoor {
  return {
    async transmit(apdu) {
      const answer = await client.must({ do: 'transmit', connection }, COMMAND_MS, apdu);
      return answer.apdu ?? new Uint8Array(); // no answer at all: malformed
    },
    powerCycle: () => client.must({ do: 'reset', connection }, CONNECT_MS),
    letGo: () => client.ask({ do: 'disconnect', connection }, SHORT_MS),
  };
}

function linkOf({ atr, maxCommand, maxResponse }: RelayConnected, { simulated }: ReaderInfo): LinkInfo {
  return {
    route: 'relay',
    simulated,
    maxCommandData: Math.max(255, maxCommand),
    maxResponseData: Math.max(256, maxResponse),
    ...(atr !== '' && { atr: fromHex(atr) }),
  };
}
