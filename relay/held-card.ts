import { Fault, pcscFault } from './fault.ts';
import type { PcscCard, PcscLibrary, PcscReader, PcscTransaction } from './pcsc-library.ts';

/** how long another program may keep its transaction before we say that it is busy */
const BEGIN_MS = 5_000;
/** Windows resets a card whose transaction was silent for 5 s; any call on the card counts */
const STIR_MS = 2_000;
/** an extended answer: 65,536 bytes and the status word */
const MAX_ANSWER = 65_538;

/** A card that is ours alone from its power cycle until {@link HeldCard.letGo}: one PC/SC transaction. */
export class HeldCard {
  readonly atr: Uint8Array;
  readonly #library: PcscLibrary;
  readonly #card: PcscCard;
  readonly #room = new ArrayBuffer(MAX_ANSWER);
  readonly #stir: ReturnType<typeof setInterval>;
  #transaction: PcscTransaction;
  #work: Promise<unknown> = Promise.resolve();
  #over = false;

  private constructor(library: PcscLibrary, card: PcscCard, transaction: PcscTransaction, atr: Uint8Array) {
    this.#library = library;
    this.#card = card;
    this.#transaction = transaction;
    this.atr = atr;
    this.#stir = setInterval(() => void this.#turn(() => this.#card.state()).catch(() => undefined), STIR_MS);
    this.#stir.unref();
  }

  /**
   * Waits for its turn, then takes the card's power away and gives it back: nothing verified is inherited.
   * @throws Fault `busy`, `no-card`, `no-reader`, `foreign`, `no-service`, `failed`
   */
  static async take(library: PcscLibrary, reader: PcscReader): Promise<HeldCard> {
    // pcsc-lite lets us connect only when no transaction of another is under way
    const asked = reader.connect(library.CardMode.SHARED).catch((error: unknown) => {
      throw pcscFault(error);
    });
    const card = await inTime(asked, (late) => late.disconnect(library.CardDisposition.LEAVE));
    try {
      const transaction = await beginIn(library, card);
      const { held, atr } = await powered(library, card, transaction);
      return new HeldCard(library, card, held, atr);
    } catch (error) {
      if (!(error instanceof Fault && error.fault === 'busy')) await unpower(library, card);
      throw pcscFault(error);
    }
  }

  /** One APDU, one answer. @throws Fault */
  transmit(apdu: Uint8Array): Promise<Uint8Array> {
    return this.#turn(async () => {
      try {
        return (await this.#card.transmit(apdu, this.#room)).slice();
      } catch (error) {
        throw pcscFault(error, true);
      } finally {
        new Uint8Array(this.#room).fill(0);
      }
    });
  }

  /** power off and on @throws Fault */
  reset(): Promise<void> {
    return this.#turn(async () => {
      const { held } = await powered(this.#library, this.#card, this.#transaction).catch((error: unknown) => {
        throw pcscFault(error);
      });
      this.#transaction = held;
    });
  }

  /** After the command under way: the card loses its power, and only then others may have it. Never fails. */
  async letGo(): Promise<void> {
    clearInterval(this.#stir);
    await this.#turn(async () => {
      this.#over = true;
      await this.#transaction.end(this.#library.CardDisposition.UNPOWER).catch(() => undefined);
      await unpower(this.#library, this.#card);
    }).catch(() => undefined);
  }

  #turn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#work.then(() => {
      if (this.#over) throw new Fault('no-connection');
      return work();
    });
    this.#work = mine.catch(() => undefined);
    return mine;
  }
}

/** A connection that could not get its transaction in time goes away without touching the card. */
function beginIn(library: PcscLibrary, card: PcscCard): Promise<PcscTransaction> {
  return inTime(card.transaction(), async (late) => {
    await late.end(library.CardDisposition.LEAVE);
    await card.disconnect(library.CardDisposition.LEAVE);
  });
}

/** PC/SC cannot call off a wait: what comes too late is undone at once. @throws Fault `busy` */
async function inTime<T>(asked: Promise<T>, undo: (late: T) => Promise<unknown>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<undefined>(
    (resolve) => (timer = setTimeout(() => resolve(undefined), BEGIN_MS)),
  );
  const got = await Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
  if (got !== undefined) return got;
  void asked.then(undo).catch(() => undefined);
  throw new Fault('busy');
}

/**
 * Reconnecting with a power cycle keeps the transaction in pcsc-lite and ends it in Windows (Web Smart Card API, note
 * on reconnect), where it is begun again.
 */
async function powered(
  library: PcscLibrary,
  card: PcscCard,
  transaction: PcscTransaction,
): Promise<{ held: PcscTransaction; atr: Uint8Array }> {
  await card.reconnect(library.CardMode.SHARED, library.CardDisposition.UNPOWER);
  const held = process.platform === 'win32' ? await beginIn(library, card) : transaction;
  return { held, atr: (await card.state()).atr };
}

async function unpower(library: PcscLibrary, card: PcscCard): Promise<void> {
  await card.disconnect(library.CardDisposition.UNPOWER).catch(() => undefined);
}
