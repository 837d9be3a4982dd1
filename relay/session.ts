import { toHex } from '../core/bytes/hex.ts';
import {
  RELAY_VERSION,
  type RelayAnswer,
  type RelayConnected,
  type RelayHello,
  type RelayRequest,
} from '../core/reader/relay/protocol.ts';
import { decodeWire, encodeWire } from '../core/reader/relay/wire.ts';
import { Fault } from './fault.ts';
import type { HeldCard } from './held-card.ts';
import type { Readers } from './readers.ts';
import { readRequest } from './request.ts';

/** What one client is served with. */
export interface SessionDeps {
  readonly readers: Readers;
  /** name and version of this host */
  readonly host: string;
  /** Lets a client in, or throws a {@link Fault}; gives the token of a new pairing. */
  readonly admit: (hello: { readonly token?: string; readonly code?: string }) => string | undefined;
  /** the caller may overwrite the frame afterwards */
  readonly send: (frame: Uint8Array<ArrayBuffer>) => void;
  /** ends the way to the client */
  readonly hangUp: () => void;
}

/** One client from its hello to its end. Nothing of an APDU is kept, and nothing is written down. */
export class Session {
  readonly #deps: SessionDeps;
  readonly #held = new Map<number, { readonly card: HeldCard; readonly reader: string }>();
  #admitted = false;
  #connections = 0;
  #stopListening: (() => void) | undefined;
  #over = false;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  get admitted(): boolean {
    return this.#admitted;
  }

  /** A frame of the client. It is overwritten where an APDU stood. */
  async hear(frame: Uint8Array): Promise<void> {
    const wire = decodeWire(frame);
    const request = wire && readRequest(wire.message);
    if (!request || (request.do === 'transmit') !== (wire.apdu !== undefined)) {
      wire?.apdu?.fill(0);
      this.#deps.hangUp(); // it does not speak our language
      return;
    }
    const { id } = request;
    try {
      const { ok, apdu } = await this.#answer(request, wire.apdu);
      this.#say({ id, ok }, apdu);
    } catch (error) {
      const { fault, sent } = error instanceof Fault ? error : new Fault('failed', 'unknown');
      this.#say({ id, error: fault, sent });
    } finally {
      wire.apdu?.fill(0);
    }
  }

  /** The client is gone: what it held loses its power, after the command under way. */
  async end(): Promise<void> {
    this.#over = true;
    this.#stopListening?.();
    await Promise.all([...this.#held.keys()].map((connection) => this.#letGo(connection)));
  }

  async #answer(
    request: RelayRequest,
    apdu?: Uint8Array,
  ): Promise<{ readonly ok: object; readonly apdu?: Uint8Array<ArrayBuffer> }> {
    if (request.do === 'hello') return { ok: this.#hello(request) };
    if (!this.#admitted) throw new Fault('not-paired');
    switch (request.do) {
      case 'readers': {
        await this.#deps.readers.settled();
        const readers = this.#deps.readers.slots;
        this.#stopListening ??= this.#deps.readers.listen(() => this.#tellReaders());
        return { ok: { readers } };
      }
      case 'connect':
        return { ok: await this.#connect(request.reader) };
      case 'transmit': {
        const answer = await this.#card(request.connection).transmit(apdu ?? new Uint8Array());
        return { ok: {}, apdu: Uint8Array.from(answer) };
      }
      case 'reset':
        await this.#card(request.connection).reset();
        return { ok: {} };
      case 'disconnect':
        await this.#letGo(request.connection);
        return { ok: {} };
    }
  }

  #hello({ versions, token, code }: RelayRequest & { do: 'hello' }): RelayHello {
    if (!versions.includes(RELAY_VERSION)) throw new Fault('version');
    const given = this.#deps.admit({
      ...(token !== undefined && { token }),
      ...(code !== undefined && { code }),
    });
    this.#admitted = true;
    return { version: RELAY_VERSION, host: this.#deps.host, ...(given !== undefined && { token: given }) };
  }

  async #connect(reader: string): Promise<RelayConnected> {
    const card = await this.#deps.readers.take(reader);
    const connection = ++this.#connections;
    this.#held.set(connection, { card, reader });
    if (this.#over) await this.#letGo(connection); // it left while we waited for the card
    // readers do not tell whether they take extended APDUs: what every reader takes
    return { connection, atr: toHex(card.atr), maxCommand: 255, maxResponse: 256 };
  }

  #card(connection: number): HeldCard {
    const held = this.#held.get(connection);
    if (!held) throw new Fault('no-connection');
    return held.card;
  }

  async #letGo(connection: number): Promise<void> {
    const held = this.#held.get(connection);
    this.#held.delete(connection);
    await held?.card.letGo();
    if (held) this.#deps.readers.free(held.reader);
  }

  #tellReaders(): void {
    const slots = this.#slots();
    this.#say({ event: 'readers', readers: slots });
    for (const [connection, { reader }] of this.#held) {
      const slot = slots.find(({ name }) => name === reader);
      if (slot?.state === 'one') continue;
      this.#say({ event: 'removed', connection, reason: slot ? 'taken-away' : 'unplugged' });
      void this.#letGo(connection);
    }
  }

  /** none while the service is gone */
  #slots(): Readers['slots'] {
    try {
      return this.#deps.readers.slots;
    } catch {
      return [];
    }
  }

  #say(answer: RelayAnswer, apdu?: Uint8Array<ArrayBuffer>): void {
    if (this.#over) return;
    const frame = encodeWire({ message: answer, ...(apdu && { apdu }) });
    this.#deps.send(frame);
    apdu?.fill(0);
  }
}
