import type { KazasuError } from '../../core/error/kazasu-error.ts';
import type { UsbChoice, UsbReaderSeen } from '../../core/worker/protocol.ts';
import { asError } from '../session/as-error.ts';
import type { CardSession } from '../session/card-session.svelte.ts';
import type { Chooser } from './chooser.ts';
import type { System } from './system.ts';
import { NO_LIST, troubleOf, type Trouble } from './trouble.ts';

export interface UsbConnectDeps {
  readonly session: Pick<CardSession, 'openReader' | 'ask'>;
  readonly chooser: Chooser;
  readonly system: System;
  /** a reader is open */
  readonly opened: () => void;
  /** calls `run` once, `ms` from now; what is returned calls it off */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** Another window of ours lets go ten seconds after it was left: then this one goes on by itself. */
const AGAIN_MS = 2_000;

/** From a reader in the hand to one that is open: looks for those already allowed, asks for another, opens one. */
export class UsbConnect {
  readonly #deps: UsbConnectDeps;
  #tried: UsbChoice | undefined;
  #stopped = false;
  #callOff: () => void = () => undefined;

  /** plugged in and allowed already; undefined until the worker answered */
  readers = $state.raw<readonly UsbReaderSeen[]>();
  at = $state<'ready' | 'choosing' | 'opening'>('ready');
  trouble = $state.raw<Trouble>();
  /** what the trouble comes from; undefined where no reader was asked for anything */
  error = $state.raw<KazasuError>();
  /** the browser's list was closed without a choice */
  closed = $state(false);

  constructor(deps: UsbConnectDeps) {
    this.#deps = deps;
  }

  /** The screen is there. `open`: one reader that is allowed and plugged in is opened by itself. */
  async arrive(open: boolean): Promise<void> {
    await this.look();
    const [only, second] = this.readers ?? [];
    if (open && only && !second && this.at === 'ready') await this.open(only);
  }

  /** Asks which readers are there. Called at the beginning and whenever one is plugged in or out. */
  async look(): Promise<void> {
    this.readers = await this.#deps.session.ask((client) => client.usbReaders()).catch(() => []);
  }

  /** One was plugged in: if it is the one that could not be opened before, it is tried again by itself. */
  async pluggedIn(): Promise<void> {
    await this.look();
    const tried = this.#tried;
    const there = this.readers?.find((one) => tried !== undefined && isSame(one, tried));
    if (there && this.trouble && this.at === 'ready') await this.open(there);
  }

  /** Shows the browser's list. Must be called within a click. */
  async choose(): Promise<void> {
    const { chooser } = this.#deps;
    this.#callOff();
    this.#forget();
    this.closed = false;
    this.at = 'choosing';
    try {
      let chosen = await chooser.choose();
      while (chosen.kind === 'reader') {
        this.at = 'opening';
        if ((await this.#open(chosen.choice)) || !chooser.next) return;
        this.at = 'choosing';
        chosen = await chooser.next();
      }
      if (chosen.kind === 'no-list') this.trouble = NO_LIST;
      else this.closed = !this.trouble;
    } catch (error) {
      this.#fail(error);
    } finally {
      this.at = 'ready';
    }
  }

  async open(choice: UsbChoice): Promise<void> {
    this.#callOff();
    this.closed = false;
    this.at = 'opening';
    await this.#open(choice);
    this.at = 'ready';
  }

  /** Nobody looks at this any more: nothing is tried by itself. */
  stop(): void {
    this.#stopped = true;
    this.#callOff();
  }

  async #open(choice: UsbChoice): Promise<boolean> {
    const { session, chooser, opened, after } = this.#deps;
    this.#tried = choice;
    try {
      await session.openReader((client) => client.openUsbReader(choice));
      this.#forget();
      chooser.tell?.();
      opened();
      return true;
    } catch (error) {
      const failure = this.#fail(error);
      chooser.tell?.(failure);
      // quietly: nothing on the screen moves until it works
      if (this.trouble?.name === 'other-window' && !this.#stopped)
        this.#callOff = after(AGAIN_MS, () => void this.#again(choice));
      await this.look();
      return false;
    }
  }

  async #again(choice: UsbChoice): Promise<void> {
    if (this.at === 'ready') await this.#open(choice);
  }

  #forget(): void {
    this.trouble = undefined;
    this.error = undefined;
  }

  #fail(error: unknown): KazasuError {
    const known = asError(error);
    this.error = known;
    this.trouble = troubleOf(known, this.#deps.system);
    return known;
  }
}

function isSame(seen: UsbReaderSeen, tried: UsbChoice): boolean {
  const sameSerial = tried.serialNumber === undefined || seen.serialNumber === (tried.serialNumber ?? '');
  return seen.vendorId === tried.vendorId && seen.productId === tried.productId && sameSerial;
}
