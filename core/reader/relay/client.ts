import { KazasuError, type Sent } from '../../error/kazasu-error.ts';
import type { Clock } from '../clock.ts';
import { deferred, type Deferred } from '../deferred.ts';
import { readAnswer, readSlots } from './answer.ts';
import type { RelayPipe } from './pipe.ts';
import type { RelayAnswer, RelayFault, RelayRequest, RelaySlot, RelaySent } from './protocol.ts';
import { relayError } from './relay-error.ts';
import { decodeWire, encodeWire } from './wire.ts';

type Answer = { readonly ok: object; readonly apdu?: Uint8Array } | Refused;
export interface Refused {
  readonly refused: RelayFault;
  readonly sent?: RelaySent;
}
type Question = RelayRequest extends infer Each ? (Each extends unknown ? Omit<Each, 'id'> : never) : never;

/** Asks the host and hears from it, over one pipe. Nothing the host says is believed before it was looked at. */
export class RelayClient {
  readonly #pipe: RelayPipe;
  readonly #clock: Clock;
  readonly #waiting = new Map<number, Deferred<Answer>>();
  #asked = 0;
  #over = false;
  #slots: readonly RelaySlot[] = [];
  #changed = deferred<undefined>();
  /** a connection ended by itself */
  onRemoved: (connection: number, reason: 'taken-away' | 'unplugged') => void = () => undefined;

  constructor(pipe: RelayPipe, clock: Clock) {
    this.#pipe = pipe;
    this.#clock = clock;
    pipe.onFrame = (frame) => this.#hear(frame);
    void pipe.closed.then(() => this.#end());
  }

  /** the readers as last told */
  get slots(): readonly RelaySlot[] {
    return this.#slots;
  }

  /** nobody answers any more */
  get over(): boolean {
    return this.#over;
  }

  /** settles at the next change of {@link RelayClient.slots} or when it is over */
  get changed(): Promise<undefined> {
    return this.#changed.promise;
  }

  /**
   * One question, one answer; a refusal is a value here.
   * @throws KazasuError `reader.lost` when the host is gone, `card.silent` or `reader.failed` when it does not answer in time
   */
  async ask(question: Question, ms: number, apdu?: Uint8Array<ArrayBuffer>): Promise<Answer> {
    if (this.#over) throw new KazasuError('reader.lost', { what: 'host', sent: 'no' });
    const id = ++this.#asked;
    const waiting = deferred<Answer>();
    this.#waiting.set(id, waiting);
    const frame = encodeWire({ message: { id, ...question }, ...(apdu && { apdu }) });
    this.#pipe.send(frame);
    frame.fill(0);
    const isCommand = question.do === 'transmit';
    const sent: Sent = isCommand ? 'unknown' : 'no';
    const callOff = this.#clock.after(ms, () => {
      waiting.reject(
        new KazasuError(isCommand ? 'card.silent' : 'reader.failed', { what: question.do, sent }),
      );
    });
    try {
      return await waiting.promise;
    } catch (error) {
      throw error instanceof KazasuError ? error : new KazasuError('reader.lost', { what: 'host', sent });
    } finally {
      callOff();
      this.#waiting.delete(id);
    }
  }

  /** @throws KazasuError what {@link RelayClient.ask} throws, and what the host's refusal means */
  async must(
    question: Question,
    ms: number,
    apdu?: Uint8Array<ArrayBuffer>,
  ): Promise<Exclude<Answer, Refused>> {
    const answer = await this.ask(question, ms, apdu);
    if (!('refused' in answer)) return answer;
    throw relayError(
      answer.refused,
      question.do,
      answer.sent ?? (question.do === 'transmit' ? 'unknown' : 'no'),
    );
  }

  /** Asks for the readers; from now on the host tells each change. @throws KazasuError what {@link RelayClient.must} throws */
  async learnSlots(ms: number): Promise<void> {
    const { ok } = await this.must({ do: 'readers' }, ms);
    const slots = readSlots((ok as { readonly readers?: unknown }).readers);
    if (!slots) throw new KazasuError('reader.host-version', { what: 'readers', sent: 'no' });
    this.#slots = slots;
  }

  close(): void {
    this.#pipe.close();
    this.#end();
  }

  #hear(frame: Uint8Array): void {
    const wire = decodeWire(frame);
    const answer = wire && readAnswer(wire.message);
    if (answer) this.#take(answer, wire.apdu);
    else this.close(); // it does not speak our language
  }

  #take(answer: RelayAnswer, apdu: Uint8Array | undefined): void {
    if ('event' in answer) {
      if (answer.event === 'removed') this.onRemoved(answer.connection, answer.reason);
      else {
        this.#slots = answer.readers;
        this.#tell();
      }
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    if ('error' in answer) {
      waiting?.resolve({ refused: answer.error, ...(answer.sent && { sent: answer.sent }) });
    } else waiting?.resolve({ ok: answer.ok, ...(apdu && { apdu }) });
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    for (const waiting of this.#waiting.values()) waiting.reject(undefined);
    this.#tell();
  }

  #tell(): void {
    const changed = this.#changed;
    this.#changed = deferred();
    changed.resolve(undefined);
  }
}
