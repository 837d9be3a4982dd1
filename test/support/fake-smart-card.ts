import type { SoftwareCard } from '../../core/reader/software-reader.ts';
import type {
  SmartCardContext,
  SmartCardDisposition,
  SmartCardFlags,
  SmartCardHandle,
  SmartCardManager,
} from '../../core/reader/smart-card/api.ts';

/** As the draft's SmartCardError: a DOMException with a response code. */
export function smartCardFault(responseCode: string): DOMException {
  return Object.assign(new DOMException(responseCode, 'SmartCardError'), { responseCode });
}
const invalidState = (): DOMException => new DOMException('operation in progress', 'InvalidStateError');

interface Transaction {
  readonly owner: Handle;
}

/**
 * The Web Smart Card API in memory, by the steps of its draft: one operation at a time in a context, transactions that
 * last as long as their callback and wait for each other, resets that other handles notice, AbortSignals.
 */
export class FakeSmartCard implements SmartCardManager {
  readonly name = 'Test Reader 00 00';
  readonly log: string[] = [];
  readonly given: Uint8Array[] = [];
  card: SoftwareCard | undefined;
  gone = false;
  /** what establishContext fails with */
  refuses: DOMException | undefined;
  resets = 0;
  transaction: Transaction | undefined;
  #events = 0;
  #wake: (() => void)[] = [];

  constructor(card: SoftwareCard | undefined) {
    this.card = card;
  }

  establishContext(): Promise<Context> {
    return this.refuses ? Promise.reject(this.refuses) : Promise.resolve(new Context(this));
  }

  place(card: SoftwareCard | undefined): void {
    this.card = card;
    this.#events += 1;
    this.stir();
  }

  unplug(): void {
    this.gone = true;
    this.place(undefined);
  }

  get events(): number {
    return this.#events;
  }

  get flags(): SmartCardFlags {
    if (this.gone) return { unknown: true };
    return this.card ? { present: true, inuse: this.transaction !== undefined } : { empty: true };
  }

  /** everybody who waits looks again */
  stir(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  changed(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      this.#wake.push(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  async dispose(then: SmartCardDisposition): Promise<void> {
    this.log.push(then);
    if (then === 'leave' || !this.card) return;
    this.resets += 1;
    await this.card.powerOff();
    await this.card.powerOn();
  }
}

class Context implements SmartCardContext {
  readonly service: FakeSmartCard;
  #busy = false;
  readonly #whenIdle: (() => void)[] = [];

  constructor(service: FakeSmartCard) {
    this.service = service;
  }

  async operate<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy) throw invalidState();
    this.#busy = true;
    try {
      await Promise.resolve();
      return await work();
    } finally {
      this.#busy = false;
      for (const idle of this.#whenIdle.splice(0)) idle();
    }
  }

  async idle(): Promise<void> {
    while (this.#busy) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  listReaders(): Promise<readonly string[]> {
    return this.operate(() => Promise.resolve(this.service.gone ? [] : [this.service.name]));
  }

  getStatusChange(
    [asked]: Parameters<SmartCardContext['getStatusChange']>[0],
    { signal }: { readonly signal?: AbortSignal } = {},
  ): ReturnType<SmartCardContext['getStatusChange']> {
    return this.operate(async () => {
      const { service } = this;
      if (!asked) return [];
      for (;;) {
        if (signal?.aborted) throw signal.reason as Error;
        const { currentState: believed } = asked;
        const eventState = service.flags;
        const differs =
          believed.unaware === true ||
          (['empty', 'present', 'inuse'] as const).some(
            (flag) => (believed[flag] ?? false) !== (eventState[flag] ?? false),
          ) ||
          eventState.unknown === true;
        if (differs) return [{ readerName: asked.readerName, eventState, eventCount: service.events }];
        await service.changed(signal);
      }
    });
  }

  connect(reader: string): Promise<{ readonly connection: Handle }> {
    return this.operate(() => {
      if (this.service.gone || reader !== this.service.name) throw smartCardFault('unknown-reader');
      if (!this.service.card) throw smartCardFault('no-smartcard');
      return Promise.resolve({ connection: new Handle(this) });
    });
  }
}

class Handle implements SmartCardHandle {
  readonly #context: Context;
  #seen: number;
  #open = true;

  constructor(context: Context) {
    this.#context = context;
    this.#seen = context.service.resets;
  }

  transmit(apdu: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
    const { service } = this.#context;
    return this.#operate(async () => {
      const { card } = service;
      if (service.gone) throw smartCardFault('reader-unavailable');
      if (!card) throw smartCardFault('removed-card');
      if (service.transaction && service.transaction.owner !== this)
        throw smartCardFault('sharing-violation');
      if (this.#seen !== service.resets) throw smartCardFault('reset-card');
      service.given.push(apdu);
      const answer = await card.transmit(apdu.slice());
      if (!isThere(service)) throw smartCardFault('removed-card');
      return Uint8Array.from(answer).buffer;
    });
  }

  async startTransaction(
    hold: () => Promise<SmartCardDisposition>,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<void> {
    const { service } = this.#context;
    await this.#operate(async () => {
      while (service.transaction) {
        if (signal?.aborted) throw signal.reason as Error;
        await service.changed(signal);
      }
      if (!service.card) throw smartCardFault('removed-card');
      if (this.#seen !== service.resets) throw smartCardFault('reset-card');
      service.transaction = { owner: this };
    });
    const then = await hold();
    await this.#context.idle();
    await this.#operate(async () => {
      await service.dispose(then);
      this.#seen = service.resets;
      service.transaction = undefined;
      service.stir();
      if (!service.card) throw smartCardFault('removed-card');
    });
  }

  status(): Promise<{ readonly answerToReset?: ArrayBuffer }> {
    const { card } = this.#context.service;
    return this.#operate(() =>
      Promise.resolve(card ? { answerToReset: Uint8Array.from(card.atr).buffer } : {}),
    );
  }

  disconnect(then: SmartCardDisposition = 'leave'): Promise<void> {
    return this.#operate(async () => {
      this.#open = false;
      await this.#context.service.dispose(then);
    });
  }

  async #operate<T>(work: () => Promise<T>): Promise<T> {
    if (!this.#open) throw invalidState();
    return this.#context.operate(work);
  }
}

function isThere(service: FakeSmartCard): boolean {
  return service.card !== undefined;
}
