import type { CardConnection, LinkInfo } from '../apdu/card-connection.ts';
import type { CommandApdu } from '../apdu/command.ts';
import type { ResponseApdu } from '../apdu/response.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import { concat } from '../bytes/concat.ts';
import { CardMemory } from './card-memory.ts';

/** Longest answer put together from GET RESPONSE pieces, in bytes. */
const MAX_CHAINED = 0x10000;

/**
 * The card during one task: sends commands one by one, stops between them when the person cancels, and puts
 * together what the card answers in pieces (61xx, 6Cxx).
 */
export class Card {
  readonly memory: CardMemory;
  readonly #connection: CardConnection;
  readonly #signal: AbortSignal | undefined;

  constructor(connection: CardConnection, memory = new CardMemory(connection.link), signal?: AbortSignal) {
    this.#connection = connection;
    this.memory = memory;
    this.#signal = signal;
  }

  get link(): LinkInfo {
    return this.#connection.link;
  }

  /**
   * One command and its whole answer.
   * @throws KazasuError `task.cancelled` before anything is sent; what the connection throws;
   * `card.malformed` when pieces never end
   */
  async exchange(command: CommandApdu): Promise<ResponseApdu> {
    if (this.#signal?.aborted) throw new KazasuError('task.cancelled', { sent: 'no' });
    let response = await this.#connection.transmit(command);
    // 6Cxx: the card wants Le = xx (card.md 2.6). It did nothing yet, but only a repeatable command is sent again.
    if (response.sw >> 8 === 0x6c && command.repeatable) {
      response = await this.#connection.transmit({ ...command, le: response.sw & 0xff || 256 });
    }
    return response.sw >> 8 === 0x61 ? this.#collect(command, response) : response;
  }

  async #collect(command: CommandApdu, first: ResponseApdu): Promise<ResponseApdu> {
    let data: Uint8Array = first.data;
    let sw = first.sw;
    while (sw >> 8 === 0x61) {
      const more = await this.#connection.transmit({
        cla: command.cla & 0x0f,
        ins: 0xc0,
        p1: 0,
        p2: 0,
        le: sw & 0xff || 256,
        repeatable: false,
        name: 'GET RESPONSE',
      });
      data = concat(data, more.data);
      sw = more.sw;
      if (data.length > MAX_CHAINED || (sw >> 8 === 0x61 && more.data.length === 0)) {
        throw new KazasuError('card.malformed', { what: command.name, sent: 'yes' });
      }
    }
    return { data, sw };
  }
}
