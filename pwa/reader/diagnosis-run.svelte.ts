import type { KazasuError } from '../../core/error/kazasu-error.ts';
import type { LinkInfo, UsbReaderSeen } from '../../core/worker/protocol.ts';
import { asError } from '../session/as-error.ts';
import type { CardSession } from '../session/card-session.svelte.ts';
import type { Seen } from './diagnosis.ts';
import type { Abilities } from './trouble.ts';

export interface DiagnosisDeps {
  readonly session: CardSession;
  readonly abilities: Abilities;
  /** ms */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
}

/** longest wait for a card: a reader just opened needs a moment to see it (docs/readers.md), a hand needs longer; ms */
const FIELD_MS = 1_000;

/** Looks at everything between the page and the card, one step after the other, and stops where it goes no further. */
export class DiagnosisRun {
  readonly #deps: DiagnosisDeps;
  running = $state(false);
  /** a run has ended */
  done = $state(false);
  #allowed = $state.raw<readonly UsbReaderSeen[]>([]);
  #readerError = $state.raw<KazasuError>();
  #cardError = $state.raw<KazasuError>();
  #link = $state.raw<LinkInfo>();
  #ms = $state<number>();

  constructor(deps: DiagnosisDeps) {
    this.#deps = deps;
  }

  get seen(): Seen {
    const { session, abilities } = this.#deps;
    return {
      abilities,
      allowed: this.#allowed.length,
      reader: session.reader,
      readerError: session.trouble ?? (session.reader ? undefined : this.#readerError),
      field: session.reader ? session.field : undefined,
      link: this.#link,
      card: this.#cardError ? undefined : session.card,
      ms: this.#ms,
      cardError: this.#cardError,
    };
  }

  /** Every step, without a PIN and without using a try. A reader that is allowed but not open is opened. */
  async run(): Promise<void> {
    const { session, now } = this.#deps;
    this.running = true;
    this.#readerError = undefined;
    this.#cardError = undefined;
    this.#link = undefined;
    this.#ms = undefined;
    try {
      this.#allowed = await session.ask((client) => client.usbReaders());
      await this.#open();
      await this.#waitForField();
      if (!session.ready) return;
      const began = now();
      await session.readCard();
      this.#ms = now() - began;
    } catch (error) {
      this.#cardError = asError(error);
    } finally {
      this.#link = await session.ask((client) => client.link()).catch(() => undefined);
      this.running = false;
      this.done = true;
    }
  }

  async #open(): Promise<void> {
    const { session } = this.#deps;
    if (session.trouble) await session.resume();
    const [only, second] = this.#allowed;
    if (session.reader || !only || second) return;
    try {
      await session.openReader((client) => client.openUsbReader(only));
    } catch (error) {
      this.#readerError = asError(error);
    }
  }

  async #waitForField(): Promise<void> {
    const { session, now, after } = this.#deps;
    const end = now() + FIELD_MS;
    while (session.reader && !session.trouble && session.field === 'empty' && now() < end)
      await new Promise<void>((go) => void after(50, go));
  }
}
