import { KazasuError } from '../../core/error/kazasu-error.ts';
import { asError } from '../session/as-error.ts';
import type { Chooser } from './chooser.ts';
import type { System } from './system.ts';
import type { TabTalk } from './tab-talk.ts';
import { NO_LIST, troubleOf, type Trouble } from './trouble.ts';

export interface TabConnectDeps {
  readonly chooser: Chooser;
  readonly system: System;
  /** which panel asked */
  readonly panel: string;
  readonly channel: Pick<BroadcastChannel, 'postMessage'>;
  readonly after: (ms: number, run: () => void) => () => void;
}

/** A panel that is there answers at once; ms. */
const ANSWER_MS = 1_500;

/** The tab beside a side panel: a reader is chosen here and opened there. */
export class TabConnect {
  readonly #deps: TabConnectDeps;
  #callOff: () => void = () => undefined;

  at = $state<'ready' | 'choosing' | 'waiting' | 'done' | 'alone'>('ready');
  closed = $state(false);
  trouble = $state.raw<Trouble>();
  error = $state.raw<KazasuError>();

  constructor(deps: TabConnectDeps) {
    this.#deps = deps;
  }

  /** Shows the browser's list. Must be called within a click. */
  async choose(): Promise<void> {
    const { chooser, channel, panel, after } = this.#deps;
    this.at = 'choosing';
    this.trouble = undefined;
    this.error = undefined;
    this.closed = false;
    try {
      const chosen = await chooser.choose();
      this.at = 'ready';
      if (chosen.kind === 'reader') {
        this.at = 'waiting';
        this.#callOff = after(ANSWER_MS, () => (this.at = 'alone'));
        channel.postMessage({ kind: 'chosen', panel, choice: chosen.choice } satisfies TabTalk);
      } else if (chosen.kind === 'no-list') this.trouble = NO_LIST;
      else this.closed = true;
    } catch (error) {
      this.#fail(asError(error));
    }
  }

  hear(message: TabTalk): void {
    if (message.panel !== this.#deps.panel || message.kind === 'chosen') return;
    this.#callOff();
    if (message.kind === 'opened') this.at = 'done';
    else if (message.kind === 'failed') this.#fail(new KazasuError(message.code, message.detail));
    else this.at = 'waiting';
  }

  #fail(error: KazasuError): void {
    this.at = 'ready';
    this.error = error;
    this.trouble = troubleOf(error, this.#deps.system);
  }
}
