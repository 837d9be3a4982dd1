import type { CardConnection } from '../apdu/card-connection.ts';

/** What lies in the field of a reader. `foreign`: something that is no ISO 14443-4 type B card. */
export type FieldState = 'empty' | 'one' | 'several' | 'foreign' | 'lost';

export interface ReaderInfo {
  /** stable while the reader is open */
  readonly id: string;
  readonly model: string;
  readonly route: 'software' | 'webusb' | 'relay' | 'smart-card-api';
  /** true: a simulation, every screen says 模擬 */
  readonly simulated: boolean;
  /** version of its firmware, where it tells one */
  readonly firmware?: string;
  /** has a serial number, so that the browser can remember it */
  readonly hasSerial?: boolean;
  /** how many cards it takes at once, where it has slots of its own */
  readonly slots?: number;
  /** was seen working with a My Number Card from a browser, by anybody (docs/readers.md) */
  readonly proven?: boolean;
}

/** One slot of one reader (architecture.md 3). */
export interface Reader {
  readonly info: ReaderInfo;
  /** the state now, then each change, until `signal` aborts or the reader is gone (`lost` is the last) */
  watch(signal: AbortSignal): AsyncIterable<FieldState>;
  /**
   * Starts with a power cycle, so that nothing verified is inherited.
   * @throws KazasuError `card.none`, `card.several` or `card.foreign` by what lies there, `card.lost`, `reader.busy`,
   * `reader.lost`, `reader.failed`
   */
  connect(signal: AbortSignal): Promise<CardConnection>;
  /** Ends a connection and lets other windows and programs have the reader; `connect` or `resume` takes it again. */
  pause(): Promise<void>;
  /** @throws KazasuError `reader.busy` when somebody else has it now, `reader.lost` */
  resume(): Promise<void>;
  close(): Promise<void>;
}
