import { KazasuError } from '../../core/error/kazasu-error.ts';
import type { CardClient, RunOptions } from '../../core/worker/card-client.ts';
import type { PinName, PinState } from '../../core/worker/pins.ts';
import type {
  FieldState,
  LocalTaskName,
  Persona,
  Progress,
  ReaderInfo,
  TaskName,
  TaskTypes,
} from '../../core/worker/protocol.ts';
import { asError } from './as-error.ts';
import { learntTries } from './learnt-tries.ts';
import { judgeTry } from './pin-try.ts';
import type { PinTask, PinTaskInput, Settlement } from './pin-task.ts';

type MyCard = TaskTypes['my-card']['result'];

/** How a reader is opened: one of the worker's ways to one. */
export type OpenReader = (client: CardClient) => Promise<ReaderInfo>;

/** How the last task ended, for the drawn card. */
export type Ending = 'done' | 'refused' | 'failed';

/** The card on the screen and the reader it lies on: what every page shows, and the one place tasks start from. */
export class CardSession {
  readonly #client: CardClient;
  #watch = 0;
  #abort: AbortController | undefined;
  /** how the reader on the screen was opened, so that it can be opened again */
  #open: OpenReader | undefined;
  /** the worker holds it, or gave it free for a while */
  #held = false;
  #uncertain: { readonly pin: PinName; readonly before: PinState | undefined } | undefined;

  /** people of the software card; undefined until the worker answered, empty in a build without it */
  personas = $state.raw<readonly Persona[]>();
  /** the worker could not be started */
  broken = $state(false);
  reader = $state.raw<ReaderInfo>();
  /** why the reader on the screen cannot be used just now: somebody else has it, it was unplugged */
  trouble = $state.raw<KazasuError>();
  persona = $state.raw<Persona>();
  /** waiting time of each command of a software card, ms */
  delayMs = $state(0);
  field = $state<FieldState>('empty');
  /** what the card on the screen says without PIN; a PIN task refuses any other card */
  card = $state.raw<MyCard>();
  /** tries as last heard of, by the card or by how a task ended */
  pins = $state.raw<Partial<Record<PinName, PinState>>>({});
  running = $state.raw<{ readonly progress?: Progress; readonly cancelling?: boolean }>();
  ending = $state<Ending>();
  /** about the try of an attempt whose end nobody saw */
  settlement = $state.raw<Settlement>();
  /** of the signing certificate of the card on the screen, once its password was given for something */
  signing = $state.raw<{ readonly notBefore: Date; readonly notAfter: Date }>();
  /** tasks without the card that are running */
  #beside = $state(0);

  /** `open` starts the worker; it is told whom to call when that fails */
  constructor(open: (onBroken: () => void) => CardClient) {
    // later errors of the worker reach the page as `task.failed`
    this.#client = open(() => (this.broken = this.personas === undefined));
    this.#client.personas().then(
      (personas) => (this.personas = personas),
      () => (this.broken = true),
    );
  }

  /** Opens a persona's card. `swap`: the card on the screen stays there, as if somebody had put another in its place. */
  async openSoftwareCard(persona: Persona, { swap = false } = {}): Promise<void> {
    const { delayMs } = this;
    await this.openReader((client) => client.openSoftwareCard({ persona: persona.id, delayMs }), {
      again: swap,
    });
    this.persona = persona;
  }

  /**
   * Opens a reader; one open before is closed. `again`: it is the same as before, so what is on the screen stays.
   * @throws KazasuError what the worker's door says of this way
   */
  async openReader(open: OpenReader, { again = false } = {}): Promise<void> {
    const watch = ++this.#watch;
    this.#held = false; // whatever was open before is closed first
    try {
      const reader = await open(this.#client);
      this.#held = true;
      this.#open = open;
      this.reader = reader;
    } catch (error) {
      if (!again) this.leave();
      throw asError(error);
    }
    this.persona = undefined;
    this.trouble = undefined;
    if (!again) this.forgetCard();
    this.field = 'empty';
    await this.#client.watch((state) => {
      if (watch === this.#watch) this.#see(state);
    });
  }

  /** Asks the worker something that changes nothing: which readers it sees, what it knows of the way to the card. */
  ask<Answer>(question: (client: CardClient) => Promise<Answer>): Promise<Answer> {
    return question(this.#client);
  }

  async placeSoftwareCard(there: boolean): Promise<void> {
    await this.#client.placeSoftwareCard(there);
  }

  /** Back to the start page. */
  leave(): void {
    this.#watch += 1;
    this.cancel();
    void this.release();
    this.reader = undefined;
    this.persona = undefined;
    this.trouble = undefined;
    this.forgetCard();
  }

  /** another screen: how the last task ended is no longer shown */
  rest(): void {
    if (!this.running) this.ending = undefined;
  }

  forgetCard(): void {
    this.card = undefined;
    this.pins = {};
    this.ending = undefined;
    this.settlement = undefined;
    this.signing = undefined;
    this.#uncertain = undefined;
  }

  async readCard(): Promise<void> {
    const card = await this.#run('my-card', undefined);
    if (this.card?.identity !== card.identity) this.forgetCard();
    this.card = card;
    this.pins = card.pins;
  }

  /** Asks for the tries of a PIN that reading the card does not tell. */
  async readTries(pin: PinName): Promise<void> {
    const identity = this.card?.identity;
    const read = await this.#run('tries', {
      name: pin,
      ...(identity !== undefined && { expectedCard: identity }),
    });
    if (read.outcome === 'done') this.pins = { ...this.pins, [pin]: read.state };
    else this.forgetCard(); // another card lies there: nothing is known of it yet
  }

  /** Runs a task that opens something with a PIN, on the card that is on the screen. The PIN is moved away. */
  async runWithPin<Name extends PinTask>(
    name: Name,
    pin: PinName,
    input: PinTaskInput<Name>,
  ): Promise<TaskTypes[Name]['result']> {
    const before = this.pins[pin];
    const identity = this.card?.identity;
    this.settlement = undefined;
    this.#uncertain = undefined;
    try {
      const full = { ...input, ...(identity !== undefined && { expectedCard: identity }) };
      const result = await this.#run(name, full);
      this.#learn(pin, result);
      return result;
    } catch (error) {
      if (error instanceof KazasuError && error.detail.pinTry === 'unknown') {
        this.#uncertain = { pin, before };
        this.settlement = { at: 'waiting' };
        if (this.field === 'one') void this.settle();
      }
      throw error;
    }
  }

  /** Reads the tries again after an attempt whose end nobody saw (architecture.md 3). */
  async settle(): Promise<void> {
    const uncertain = this.#uncertain;
    if (!uncertain || this.running) return;
    const identity = this.card?.identity;
    this.settlement = { at: 'reading' };
    try {
      const read = await this.#run('tries', {
        name: uncertain.pin,
        ...(identity !== undefined && { expectedCard: identity }),
      });
      if (this.#uncertain !== uncertain) return;
      if (read.outcome === 'other-card') this.settlement = { at: 'other-card' };
      else {
        this.settlement = {
          at: 'known',
          verdict: judgeTry(uncertain.before, read.state),
          state: read.state,
          pin: uncertain.pin,
        };
        this.pins = { ...this.pins, [uncertain.pin]: read.state };
        this.#uncertain = undefined;
      }
    } catch (error) {
      const gone = error instanceof KazasuError && ['card.none', 'card.lost'].includes(error.code);
      if (this.#uncertain === uncertain) this.settlement = { at: gone ? 'waiting' : 'failed' };
    }
  }

  /** acts before the next command to the card */
  cancel(): void {
    if (!this.running) return;
    this.running = { ...this.running, cancelling: true };
    this.#abort?.abort();
  }

  /** one card lies there, and the reader can be used */
  get ready(): boolean {
    return this.field === 'one' && !this.trouble;
  }

  /** something is being done, with the card or without */
  get busy(): boolean {
    return this.running !== undefined || this.#beside > 0;
  }

  /** Runs a task without the card, beside anything else; its progress and its end are the caller's. */
  async runLocal<Name extends LocalTaskName>(
    name: Name,
    input: TaskTypes[Name]['input'],
    options: RunOptions,
  ): Promise<TaskTypes[Name]['result']> {
    this.#beside += 1;
    try {
      return await this.#client.run(name, input, options);
    } finally {
      this.#beside -= 1;
    }
  }

  /** gives the reader free: the page is hidden or frozen */
  async release(): Promise<void> {
    if (this.#held) await this.#client.release();
  }

  /** Takes the reader again that was given free or lost; when that fails, `trouble` says why. */
  async resume(): Promise<void> {
    const open = this.#open;
    if (!this.reader || !open || this.running) return;
    try {
      if (this.#held && this.field !== 'lost') await this.#client.resume();
      else await this.openReader(open, { again: true });
      this.trouble = undefined;
    } catch (error) {
      this.trouble = asError(error);
    }
  }

  #see(state: FieldState): void {
    this.field = state;
    if (state === 'lost') this.trouble = new KazasuError('reader.lost');
    if (!this.running) this.ending = undefined;
    if (state === 'one') void this.settle();
  }

  async #run<Name extends TaskName>(
    name: Name,
    input: TaskTypes[Name]['input'],
  ): Promise<TaskTypes[Name]['result']> {
    const abort = new AbortController();
    this.#abort = abort;
    this.running = {};
    this.ending = undefined;
    try {
      const onProgress = (progress: Progress): void => {
        if (this.running && this.#abort === abort) this.running = { ...this.running, progress };
      };
      return await this.#client.run(name, input, { onProgress, signal: abort.signal });
    } catch (error) {
      const calm = error instanceof KazasuError && error.code === 'task.cancelled';
      this.ending = calm ? undefined : 'failed';
      throw asError(error);
    } finally {
      if (this.#abort === abort) this.running = undefined;
    }
  }

  #learn(pin: PinName, result: TaskTypes[PinTask]['result']): void {
    this.ending = result.outcome === 'done' ? 'done' : 'refused';
    const learnt = learntTries(pin, result, this.pins[pin]);
    if (learnt) this.pins = { ...this.pins, [pin]: learnt };
  }
}
