import type { CardConnection } from '../../apdu/card-connection.ts';
import { KazasuError } from '../../error/kazasu-error.ts';
import { sleep, type Clock } from '../clock.ts';
import { FieldStates } from '../field-states.ts';
import { PoweredConnection, type PoweredCard } from '../powered-connection.ts';
import type { FieldState, Reader, ReaderInfo } from '../reader.ts';
import { Turns } from '../turns.ts';
import type { CardField, FieldCard } from './card-field.ts';

/** ms in which a change is told */
const NOTICE_MS = 350;
/** from one look to the next, ms: with two unanswered questions, 5 ms each, a change is told in time */
const LOOK_MS = 315;
/** a card that has lain there for a while is looked at so seldom that it costs at most 6 USB transfers a second */
const RESTS_AFTER_MS = 2000;
const REST_TRANSFERS = 6;
/** ms that an exchange spends on its way through USB */
const USB_MS = 15;
/** looks in a row that end in an error before the reader is given up */
const MAX_FAILURES = 3;

/** A contactless reader: looks what lies in its field, and connects to a card. */
export class ContactlessReader implements Reader {
  readonly info: ReaderInfo;
  readonly #open: () => Promise<CardField>;
  readonly #clock: Clock;
  /** the field is used by one at a time, and opened and closed by one at a time */
  readonly #turns = new Turns();
  #held: CardField | undefined;
  #connection: PoweredConnection | undefined;
  /** the card of the connection, as it is selected now */
  #card: FieldCard | undefined;
  readonly #states = new FieldStates();
  #changedAt = 0;
  #looking = false;

  /** @param open takes the reader again after {@link ContactlessReader.pause} */
  constructor(field: CardField, open: () => Promise<CardField>, info: ReaderInfo, clock: Clock) {
    this.info = info;
    this.#open = open;
    this.#clock = clock;
    this.#hold(field);
  }

  watch(signal: AbortSignal): AsyncIterable<FieldState> {
    return this.#states.watch(signal, () => this.#startLooking());
  }

  async connect(signal: AbortSignal): Promise<CardConnection> {
    if (this.#connection?.alive) throw new KazasuError('reader.busy', { sent: 'no' });
    return this.#turns.take(async () => {
      if (signal.aborted) throw new KazasuError('task.cancelled', { sent: 'no' });
      const held = await this.#take();
      const power = (): Promise<PoweredCard> => this.#power(held);
      const connection = new PoweredConnection(await power(), power, this.#turns, this.#clock);
      this.#connection = connection;
      void connection.removed.then((reason) => {
        if (reason === 'taken-away') this.#become('empty');
      });
      this.#become('one');
      this.#startLooking();
      return connection;
    });
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

  #hold(field: CardField): CardField {
    this.#held = field;
    void field.lost.then(() => {
      if (this.#held === field) this.#lose();
    });
    return field;
  }

  async #take(): Promise<CardField> {
    if (this.#states.now === 'lost') throw new KazasuError('reader.lost', { sent: 'no' });
    return this.#held ?? this.#hold(await this.#open());
  }

  async #letGo(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    await held?.off().catch(() => undefined);
    await held?.close();
  }

  /** A card is expected: a field that seems empty is searched for foreign cards too. A failure leaves the field off. */
  async #power(field: CardField): Promise<PoweredCard> {
    try {
      this.#card = await field.select();
      return powered(field, this.#card);
    } catch (error) {
      const none = error instanceof KazasuError && error.code === 'card.none';
      const foreign = none && (await field.look(true)) === 'foreign';
      await field.off().catch(() => undefined);
      throw foreign ? new KazasuError('card.foreign', { sent: 'no' }) : error;
    }
  }

  #startLooking(): void {
    if (this.#looking) return;
    this.#looking = true;
    void this.#lookOn();
  }

  async #lookOn(): Promise<void> {
    let failures = 0;
    while (this.#wanted() && failures < MAX_FAILURES) {
      const began = this.#clock.now();
      try {
        await this.#look();
        failures = 0;
      } catch (error) {
        if (!(error instanceof KazasuError)) throw error;
        failures += 1;
      }
      await sleep(this.#clock, this.#untilNext(began));
    }
    this.#looking = false;
    if (failures === MAX_FAILURES) await this.close();
    else await this.#turns.take(() => this.#darken());
  }

  #wanted(): boolean {
    return this.#held !== undefined && (this.#states.watched || this.#connection?.alive === true);
  }

  /** ms until the field, or a connected card, is looked at again */
  #untilNext(began: number): number {
    if (this.#connection?.alive) return this.#checkIn(this.#connection);
    const rests = this.#states.now === 'one' && this.#clock.now() - this.#changedAt >= RESTS_AFTER_MS;
    return Math.max(0, began + (rests ? this.#restPeriod : LOOK_MS) - this.#clock.now());
  }

  /** so that the absence of a connected card is known in time and its frame waiting time after it left */
  #checkIn(connection: PoweredConnection): number {
    const { fwt = 0, absenceMs = 0, keepAliveMs } = this.#card ?? {};
    const period = keepAliveMs ?? Math.min(this.#restPeriod, NOTICE_MS - USB_MS + fwt - absenceMs);
    return Math.max(0, period - connection.quietMs);
  }

  get #restPeriod(): number {
    const transfers = this.#held?.transfersPerLook ?? 0;
    return Math.max(LOOK_MS, (1000 / REST_TRANSFERS) * transfers + 1);
  }

  async #look(): Promise<void> {
    const connection = this.#connection;
    if (connection?.alive) {
      if (this.#checkIn(connection) < 1) await connection.check();
      return;
    }
    await this.#turns.take(async () => {
      if (this.#connection?.alive || !this.#held) return; // since we asked for the turn
      this.#connection = undefined;
      this.#become(await this.#held.look());
    });
  }

  /** nobody looks any more: no field */
  async #darken(): Promise<void> {
    if (this.#wanted() || this.#connection?.alive) return;
    await this.#held?.off().catch(() => undefined);
  }

  #lose(): void {
    const held = this.#held;
    this.#held = undefined;
    this.#become('lost');
    this.#connection?.end('unplugged');
    void held?.close();
  }

  #become(state: FieldState): void {
    if (this.#states.become(state)) this.#changedAt = this.#clock.now();
  }
}

/** A card in the field as a connection uses it: giving it up ends what the reader is doing, and the field goes dark. */
function powered(field: CardField, card: FieldCard): PoweredCard {
  let busy = false;
  return {
    get link() {
      return card.link;
    },
    get maxCommand() {
      return card.maxCommand;
    },
    exchange: async (apdu, repeatable) => {
      busy = true;
      return card.exchange(apdu, repeatable).finally(() => (busy = false));
    },
    present: () => card.present(),
    stop: () => {
      card.stop();
      if (busy) field.abort();
    },
    off: async (orderly) => {
      if (orderly) await card.deselect();
      await field.off();
    },
  };
}
