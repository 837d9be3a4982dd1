import { Card } from '../card/card.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import { FileShelf } from '../task/file-shelf.ts';
import { guardPin } from './guard-pin.ts';
import type { CardTaskName, LocalTaskName, TaskName, TaskRequest, TaskTypes } from './protocol.ts';
import type { ReaderSession } from './reader-session.ts';
import { CARD_TASKS, isCardTask, isLocalTask, LOCAL_TASKS } from './tasks.ts';

export interface RunnerDeps {
  readonly now: () => Date;
  /** the reader that is open */
  readonly session: () => ReaderSession | undefined;
}

/** Starts tasks and stops them: one with the card at a time, those without it beside. */
export class TaskRunner {
  readonly #deps: RunnerDeps;
  readonly #shelf = new FileShelf();
  readonly #running = new Map<string, AbortController>();
  #withCard: string | undefined;

  constructor(deps: RunnerDeps) {
    this.#deps = deps;
  }

  /** @throws KazasuError `task.unknown`, `task.running`, `reader.none`, and whatever the task throws */
  async run<Name extends TaskName>(request: TaskRequest<Name>): Promise<TaskTypes[Name]['result']> {
    const abort = new AbortController();
    try {
      return await guardPin(request.input, () => {
        this.#running.set(request.id, abort);
        return this.#start(request, abort.signal) as Promise<TaskTypes[Name]['result']>;
      });
    } finally {
      this.#running.delete(request.id);
      request.port.close();
    }
  }

  cancel(id: string): void {
    this.#running.get(id)?.abort();
  }

  /** stops what the card is used for, if anything */
  cancelCardTask(): void {
    if (this.#withCard !== undefined) this.cancel(this.#withCard);
  }

  #start({ name, ...request }: TaskRequest, signal: AbortSignal): Promise<unknown> {
    if (isCardTask(name)) return this.#runWithCard({ ...request, name } as TaskRequest<CardTaskName>, signal);
    if (isLocalTask(name)) return this.#runLocal({ ...request, name } as TaskRequest<LocalTaskName>, signal);
    throw new KazasuError('task.unknown', { sent: 'no' });
  }

  async #runWithCard<Name extends CardTaskName>(
    { id, name, input, port }: TaskRequest<Name>,
    signal: AbortSignal,
  ): Promise<TaskTypes[Name]['result']> {
    const session = this.#deps.session();
    if (!session) throw new KazasuError('reader.none', { sent: 'no' });
    if (this.#withCard !== undefined) throw new KazasuError('task.running', { sent: 'no' });
    this.#withCard = id;
    try {
      const { connection, memory } = await session.card(signal);
      const card = new Card(connection, memory, signal);
      const progress = port.postMessage.bind(port);
      const result = await CARD_TASKS[name](
        { card, now: this.#deps.now, progress, shelf: this.#shelf },
        input,
      );
      session.rest();
      return result;
    } catch (error) {
      await session.release(); // whatever was verified or half done goes with the power
      throw error;
    } finally {
      this.#withCard = undefined;
    }
  }

  #runLocal<Name extends LocalTaskName>(
    { name, input, port }: TaskRequest<Name>,
    signal: AbortSignal,
  ): Promise<TaskTypes[Name]['result']> {
    const progress = port.postMessage.bind(port);
    return LOCAL_TASKS[name]({ now: this.#deps.now, progress, shelf: this.#shelf, signal }, input);
  }
}
