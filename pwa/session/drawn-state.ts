import type { KazasuError } from '../../core/error/kazasu-error.ts';
import type { FieldState, Progress } from '../../core/worker/protocol.ts';

/** What the drawn card shows by itself. */
export type DrawnState =
  'waiting' | 'felt' | 'reading' | 'done' | 'refused' | 'away' | 'several' | 'foreign' | 'lost' | 'unusable';

export interface Drawn {
  readonly field: FieldState;
  readonly running: boolean;
  readonly ending: 'done' | 'refused' | 'failed' | undefined;
  /** a card is on the screen, whether it still lies there or not */
  readonly known: boolean;
  /** the reader cannot be used just now */
  readonly trouble?: KazasuError | undefined;
}

export function drawnState({ field, running, ending, known, trouble }: Drawn): DrawnState {
  if (running) return 'reading';
  if (trouble) return trouble.code === 'reader.lost' ? 'lost' : 'unusable';
  if (field === 'several' || field === 'foreign' || field === 'lost') return field;
  if (field === 'empty') return known ? 'away' : 'waiting';
  if (ending === 'done') return 'done';
  return ending === undefined ? 'felt' : 'refused';
}

/** 0..1 where the task counts, else undefined */
export function fractionOf(progress: Progress | undefined): number | undefined {
  if (progress?.done === undefined || !progress.total) return undefined;
  return Math.min(1, progress.done / progress.total);
}
