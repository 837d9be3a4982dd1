import { EventEmitter } from 'node:events';
import type { PcscLibrary } from '../../relay/pcsc-library.ts';
import type { SoftwareCard } from '../../core/reader/software-reader.ts';

const PRESENT = 0x20;
const EMPTY = 0x10;

/** PC/SC's own errors carry their name as `code`. */
function pcscError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A PC/SC service in memory with one reader: sharing, transactions that wait for each other, resets others notice. */
export class FakePcsc {
  readonly name: string;
  /** ends of transactions and connections, in order */
  readonly log: string[] = [];
  readonly library: PcscLibrary;
  /** bytes objects given to transmit */
  readonly given: Uint8Array[] = [];
  card: SoftwareCard | undefined;
  service = true;
  #owner: object | undefined;
  #free: (() => void)[] = [];
  #resets = 0;
  readonly #readers: FakeReader[] = [];

  constructor(card: SoftwareCard | undefined, name = 'Test Reader 00 00') {
    this.card = card;
    this.name = name;
    this.library = {
      Client: clientOf(this, this.#readers),
      CardDisposition: { LEAVE: 0, RESET: 1, UNPOWER: 2, EJECT: 3 },
      CardMode: { EXCLUSIVE: 1, SHARED: 2, DIRECT: 3 },
      ReaderStatus: { EMPTY, PRESENT, MUTE: 0x200 },
      Protocol: {},
    } as unknown as PcscLibrary;
  }

  place(card: SoftwareCard | undefined): void {
    this.card = card;
    for (const reader of this.#readers) reader.tell();
  }

  unplug(): void {
    for (const reader of this.#readers) reader.emit('disconnect');
    this.card = undefined;
  }

  /** a program of somebody else: a connection of its own */
  connect(): FakeCard {
    if (!this.card) throw pcscError('NoSmartCard');
    return new FakeCard(this);
  }

  mustHaveCard(): SoftwareCard {
    if (!this.card) throw pcscError('RemovedCard');
    return this.card;
  }

  get resets(): number {
    return this.#resets;
  }

  get owner(): object | undefined {
    return this.#owner;
  }

  async begin(who: object): Promise<void> {
    while (this.#owner !== undefined) await new Promise<void>((free) => this.#free.push(free));
    this.#owner = who;
  }

  end(who: object): void {
    if (this.#owner !== who) return;
    this.#owner = undefined;
    for (const free of this.#free.splice(0)) free();
  }

  async power(disposition: number): Promise<void> {
    if (disposition === 0) return;
    this.#resets += 1;
    await this.card?.powerOff();
    await this.card?.powerOn();
  }
}

function clientOf(service: FakePcsc, readers: FakeReader[]): new () => EventEmitter {
  return class extends EventEmitter {
    start(): this {
      if (!service.service) throw pcscError('NoService');
      queueMicrotask(() => {
        const reader = new FakeReader(service);
        readers.push(reader);
        this.emit('reader', reader);
        reader.tell();
      });
      return this;
    }
    stop(): void {
      readers.length = 0;
    }
  };
}

class FakeReader extends EventEmitter {
  readonly #service: FakePcsc;
  constructor(service: FakePcsc) {
    super();
    this.#service = service;
  }
  name(): string {
    return this.#service.name;
  }
  tell(): void {
    const raw = this.#service.card ? PRESENT : EMPTY;
    this.emit('change', { has: (flag: number) => (raw & flag) !== 0 }, new Uint8Array());
  }
  async connect(): Promise<FakeCard> {
    return Promise.resolve(this.#service.connect());
  }
}

export class FakeCard {
  readonly #service: FakePcsc;
  #seenResets: number;
  constructor(service: FakePcsc) {
    this.#service = service;
    this.#seenResets = service.resets;
  }
  async transaction(): Promise<{ end: (then: number) => Promise<void> }> {
    await this.#service.begin(this);
    return {
      end: async (then) => {
        this.#service.log.push(`end ${then}`);
        if (this.#service.card) await this.#service.power(then);
        this.#service.end(this);
      },
    };
  }
  async reconnect(_mode: number, then: number): Promise<number> {
    await this.#service.power(then);
    this.#seenResets = this.#service.resets;
    return 2;
  }
  async transmit(apdu: Uint8Array): Promise<Uint8Array> {
    const card = this.#service.mustHaveCard();
    if (this.#service.owner !== undefined && this.#service.owner !== this)
      throw pcscError('SharingViolation');
    if (this.#seenResets !== this.#service.resets) throw pcscError('ResetCard');
    this.#service.given.push(apdu);
    const answer = await card.transmit(apdu.slice());
    this.#service.mustHaveCard();
    return answer;
  }
  state(): Promise<{ atr: Uint8Array }> {
    return Promise.resolve({ atr: this.#service.card?.atr ?? new Uint8Array() });
  }
  async disconnect(then: number): Promise<void> {
    this.#service.log.push(`disconnect ${then}`);
    if (this.#service.card && then !== 0) await this.#service.power(then);
    this.#service.end(this);
  }
}
