import type { Entry, Source } from './entry.ts';

/** What one filled value can be said to be, for whoever is to rely on it. Holds no value. */
export interface Provenance {
  readonly key: number;
  readonly datum: string;
  readonly origin: Source['origin'];
  /** what `card` and `derived` of the card stand on: the text-input application, opened with its PIN (card.md 3.6) */
  readonly certifiedBy?: 'text-input-application';
  readonly changes: Source['changes'];
  /** `later`: the field no longer shows what was filled, by whoever's hand */
  readonly since: 'as-filled' | 'page' | 'later';
}

export interface FilledField {
  readonly key: number;
  readonly outcome: string;
}

/** @param later keys of fields that no longer show what was written */
export function provenanceOf(
  entries: readonly Entry[],
  filled: readonly FilledField[],
  later: readonly number[],
): readonly Provenance[] {
  const outcomes = new Map(filled.map(({ key, outcome }) => [key, outcome]));
  return entries.flatMap(({ key, datum, source }) => {
    const outcome = outcomes.get(key);
    if (!source || (outcome !== 'written' && outcome !== 'changed')) return [];
    const certified = source.origin === 'card' || source.of === 'card';
    return {
      key,
      datum: datum ?? 'typed',
      origin: source.origin,
      ...(certified && { certifiedBy: 'text-input-application' as const }),
      changes: source.changes,
      since: later.includes(key) ? 'later' : outcome === 'changed' ? 'page' : 'as-filled',
    };
  });
}
