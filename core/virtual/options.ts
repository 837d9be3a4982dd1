import type { Persona } from './personas/persona.ts';
import type { Quirks } from './quirks.ts';

/** How a software card is made. Everything has a default. */
export interface VirtualCardOptions {
  /** id of a persona in personas/index.ts, or one of your own; default `adult` */
  readonly persona?: string | Persona;
  /** switches for what real cards do differently or nobody knows, see {@link Quirks} */
  readonly quirks?: Partial<Quirks>;
  /** ms from a command to its answer, default 0 */
  readonly delayMs?: number;
  /** the clock that dates of persona and certificates are counted from; read once, at the first command */
  readonly now?: () => Date;
  /** random bytes for GET CHALLENGE and PSS salts; default `crypto.getRandomValues` */
  readonly random?: (length: number) => Uint8Array;
}

/** A My Number Card made of software: what lies in the reader, seen from the reader. */
export interface VirtualCard {
  /** answer to reset, contact face (card.md 1.1) */
  readonly atr: Uint8Array;
  readonly powered: boolean;
  /**
   * One command APDU, one response APDU, in the order they came. Malformed bytes get a status word.
   * @throws KazasuError `card.lost` without power (`sent: 'no'`), or when the power went before the answer
   *   (`sent: 'unknown'`: the card may have done what it was told)
   */
  transmit(command: Uint8Array): Promise<Uint8Array>;
  /** warm reset: what was verified stays verified (card.md 1; quirk `warmReset`) */
  reset(): void;
  /** does nothing when the power is on, as it is after `create` */
  powerOn(): void;
  /** forgets the selected application and what was verified; PINs and tries stay as they are */
  powerOff(): void;
}
