import type { CardConnection } from '../../../apdu/card-connection.ts';
import { KazasuError } from '../../../error/kazasu-error.ts';
import type { Clock } from '../../clock.ts';
import { deferred } from '../../deferred.ts';
import { FieldStates } from '../../field-states.ts';
import { PoweredConnection } from '../../powered-connection.ts';
import type { FieldState, Reader, ReaderInfo } from '../../reader.ts';
import { Turns } from '../../turns.ts';
import { powerCard } from './card.ts';
import type { CcidDevice } from './device.ts';
import type { CcidSlot } from './slot.ts';

/** From one look to the next, ms: a reader that reports changes is looked at only in case it forgot one. */
const LOOK_MS = 300;
const REST_MS = 510;
const REPORTED_LOOK_MS = 1000;
const RESTS_AFTER_MS = 2000;
/** looks in a row that end in an error before the reader is given up */
const MAX_FAILURES = 3;

/** One slot of a CCID reader. */
export class CcidReader implements Reader {
  readonly info: ReaderInfo;
  readonly #device: CcidDevice;
  readonly #index: number;
  readonly #clock: Clock;
  readonly #turns = new Turns();
  readonly #states = new FieldStates();
  #slot: CcidSlot | undefined;
  #connection: PoweredConnection | undefined;
  #changedAt = 0;
  #reported = deferred<undefined>();
  #looking = false;

  /** @param index which of the device's slots */
  constructor(device: CcidDevice, index: number, info: ReaderInfo, clock: Clock) {
    this.#device = device;
    this.#index = index;
    this.info = info;
    this.#clock = clock;
    device.listeners.add((slot) => {
      if (slot !== index) return;
      this.#reported.resolve(undefined);
    });
  }

  watch(signal: AbortSignal): AsyncIterable<FieldState> {
    return this.#states.watch(signal, () => this.#startLooking());
  }

  async connect(signal: AbortSignal): Promise<CardConnection> {
    if (this.#connection?.alive) throw new KazasuError('reader.busy', { sent: 'no' });
    return this.#turns.take(async () => {
      if (signal.aborted) throw new KazasuError('task.cancelled', { sent: 'no' });
      const slot = await this.#take();
      const power = (): ReturnType<typeof powerCard> => powerCard(slot, this.#clock);
      const card = await power().catch((error: unknown) => this.#refused(slot, error));
      const connection = new PoweredConnection(card, power, this.#turns, this.#clock);
      this.#connection = connection;
      void connection.removed.then((reason) => {
        if (reason === 'taken-away') this.#become('empty');
      });
      this.#become('one');
      this.#startLooking();
      return connection;
    });
  }

  /** Is there a card in it, whatever it is? Takes the slot. */
  async occupied(): Promise<boolean> {
    return this.#turns.take(async () => (await (await this.#take()).icc()) !== 'absent');
  }

  async pause(): Promise<void> {
    await this.#connection?.release();
    await this.#turns.take(() => this.#letGo());
  }

  async resume(): Promise<void> {
    await this.#turns.take(() => this.#take());
    this.#startLooking();
  }

  async close(): Promise<void> {
    await this.#connection?.release();
    await this.#turns.take(() => this.#letGo());
    this.#lose();
  }

  async #take(): Promise<CcidSlot> {
    if (this.#states.now === 'lost') throw new KazasuError('reader.lost', { sent: 'no' });
    if (this.#slot) return this.#slot;
    const slot = (await this.#device.take(this))[this.#index];
    if (!slot) throw new KazasuError('reader.failed', { what: 'slots' });
    this.#slot = slot;
    void slot.lost.then(() => {
      if (this.#slot === slot) this.#lose();
    });
    return slot;
  }

  async #letGo(): Promise<void> {
    this.#slot = undefined;
    await this.#device.letGo(this);
  }

  /** a card that cannot be used gets no power, and the page learns what lies there */
  async #refused(slot: CcidSlot, error: unknown): Promise<never> {
    const code = error instanceof KazasuError ? error.code : undefined;
    if (code === 'card.none') this.#become('empty');
    else await slot.powerOff().catch(() => undefined);
    if (code === 'card.foreign') this.#become('foreign');
    throw error;
  }

  #startLooking(): void {
    if (this.#looking) return;
    this.#looking = true;
    void this.#lookOn();
  }

  async #lookOn(): Promise<void> {
    let failures = 0;
    while (this.#wanted() && failures < MAX_FAILURES) {
      this.#reported = deferred();
      try {
        await this.#look();
        failures = 0;
      } catch (error) {
        if (!(error instanceof KazasuError)) throw error;
        failures += 1;
      }
      await this.#pause();
    }
    this.#looking = false;
    if (failures === MAX_FAILURES) await this.close();
  }

  /** until the next look is due, or the reader reports a change */
  async #pause(): Promise<void> {
    const due = deferred<undefined>();
    const callOff = this.#clock.after(this.#period(), () => due.resolve(undefined));
    await Promise.race([due.promise, this.#reported.promise]);
    callOff();
  }

  #wanted(): boolean {
    return this.#slot !== undefined && (this.#states.watched || this.#connection?.alive === true);
  }

  #period(): number {
    if (this.#slot?.properties.interrupt !== undefined) return REPORTED_LOOK_MS;
    return this.#clock.now() - this.#changedAt >= RESTS_AFTER_MS ? REST_MS : LOOK_MS;
  }

  async #look(): Promise<void> {
    if (this.#connection?.alive) {
      await this.#connection.check();
      return;
    }
    await this.#turns.take(async () => {
      if (this.#connection?.alive || !this.#slot) return; // since we asked for the turn
      this.#connection = undefined;
      const there = (await this.#slot.icc()) !== 'absent';
      // what could not be used stays what it is until it is taken away
      if (!there || this.#states.now !== 'foreign') this.#become(there ? 'one' : 'empty');
    });
  }

  #lose(): void {
    this.#slot = undefined;
    this.#become('lost');
    this.#connection?.end('unplugged');
    this.#reported.resolve(undefined);
    void this.#device.letGo(this);
  }

  #become(state: FieldState): void {
    if (this.#states.become(state)) this.#changedAt = this.#clock.now();
  }
}
