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
}

/** One slot of one reader (architecture.md 3). */
export interface Reader {
  readonly info: ReaderInfo;
  /** the state now, then each change, until `signal` aborts or the reader is gone (`lost` is the last) */
  watch(signal: AbortSignal): AsyncIterable<FieldState>;
  /**
   * Starts with a power cycle, so that nothing verified is inherited.
   * @throws KazasuError `card.none` when no card lies there, `reader.busy`, `reader.lost`
   */
  connect(signal: AbortSignal): Promise<CardConnection>;
  close(): Promise<void>;
}
