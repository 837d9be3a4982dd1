import type { Write } from '../plan/make-writes.ts';
import { Bringing, type Job } from './bringing.ts';
import { Filling } from './filling.ts';
import type { State } from './write.ts';

/** What became of one write. `before` is what `restore` puts back. */
export interface Filled {
  readonly key: number;
  /**
   * `written`: it stands there, perhaps as the page formats it. `changed`: the page put something else. Nothing was
   * written when the field is `gone` or another one, was `blocked` (hidden, covered), has `no-option` for it or takes
   * fewer characters (`too-long`). `by-page`: a field of no write that the page itself filled in the meantime.
   */
  readonly outcome: 'written' | 'changed' | 'gone' | 'blocked' | 'no-option' | 'too-long' | 'by-page';
  readonly before: State;
  readonly after: State;
  /** of the field; without it `restore` goes by the write */
  readonly fingerprint?: string;
}

/** What became of one former value: it stands there again, the page has `kept` another one, or the field is `gone`. */
export interface Restored {
  readonly key: number;
  readonly outcome: 'restored' | 'kept' | 'gone';
}

export interface FillOptions {
  /** also refuse fields that something lies over; moves the page while it looks */
  readonly guarded?: boolean;
  /** waits `ms` milliseconds */
  readonly wait: (ms: number) => Promise<void>;
}

const NONE: State = { value: '', option: -1 };

/**
 * Writes values into a page: postal codes first, then, after the page's own look-up, the rest in their order; what the
 * page overwrites is written again, three times at most. Never submits, never touches a field that is not in `writes`.
 * Takes at most some 9 s; without a postal code 0.2 s.
 */
export async function fill(
  document: Document,
  writes: readonly Write[],
  { wait, guarded = false }: FillOptions,
): Promise<Filled[]> {
  const filling = new Filling(document, wait);
  const witness = new Witness(filling);
  const refused = new Map<Write, Filled>();
  const jobs = new Map<Write, Job & { readonly before: State }>();
  for (const write of writes) {
    const { key, fingerprint, attribute, value, option = -1, choices } = write;
    const target = filling.find(write);
    const before = target ? filling.stateOf(target) : NONE;
    const refuse = (outcome: Filled['outcome']): void =>
      void refused.set(write, { key, fingerprint, outcome, before, after: before });
    if (!target) refuse('gone');
    else if (filling.blocked(target, guarded)) refuse('blocked');
    else if (filling.isTooLong(target, value)) refuse('too-long');
    else {
      const job = { key, fingerprint, attribute, wanted: { value, option }, before };
      jobs.set(write, choices ? { ...job, choices } : job);
    }
  }
  const ends = await new Bringing(filling, wait).bring([...jobs.values()]);
  const filled = writes.flatMap((write): Filled[] => {
    const job = jobs.get(write);
    const end = job && ends.get(job);
    if (!job || !end) return [refused.get(write)].filter((one) => one !== undefined);
    const { key, fingerprint, before } = job;
    return [{ key, fingerprint, outcome: end.outcome, before, after: end.after }];
  });
  return [...filled, ...witness.changes(writes)];
}

/**
 * Puts former values back, in reverse order but postal codes first, and waits for what the page does then. What nobody
 * can undo by hand is undone in the page only: a radio button of a group in which nothing was chosen.
 */
export async function restore(
  document: Document,
  writes: readonly Write[],
  filled: readonly Filled[],
  { wait }: Pick<FillOptions, 'wait'> = { wait: (ms) => new Promise((done) => setTimeout(done, ms)) },
): Promise<Restored[]> {
  const byKey = new Map(writes.map((write) => [write.key, write]));
  const jobs = filled.toReversed().flatMap(({ key, outcome, before, fingerprint }): Job[] => {
    if (outcome !== 'written' && outcome !== 'changed' && outcome !== 'by-page') return [];
    const write = byKey.get(key);
    const mark = fingerprint ?? write?.fingerprint;
    const attribute = write?.attribute ?? '';
    return mark === undefined ? [] : [{ key, fingerprint: mark, attribute, wanted: before }];
  });
  const ends = await new Bringing(new Filling(document, wait), wait).bring(jobs);
  return jobs.map((job) => {
    const outcome = ends.get(job)?.outcome;
    const end = outcome === 'written' ? 'restored' : outcome === 'gone' ? 'gone' : 'kept';
    return { key: job.key, outcome: end };
  });
}

/** Notes what all fields hold, to tell afterwards which ones the page has filled by itself. */
class Witness {
  readonly #filling: Filling;
  readonly #before: readonly { key: number; fingerprint: string; state: State }[];

  constructor(filling: Filling) {
    this.#filling = filling;
    const { evidence, elements } = filling.page;
    this.#before = evidence.fields.flatMap((field) => {
      const target = { field, elements: elements[field.key] ?? [] };
      if (field.type === 'password' || field.control === 'opaque' || !target.elements[0]) return [];
      return [{ key: field.key, fingerprint: field.fingerprint, state: filling.stateOf(target) }];
    });
  }

  changes(writes: readonly Write[]): Filled[] {
    const written = new Set(writes.map(({ key }) => key));
    return this.#before.flatMap(({ key, fingerprint, state: before }): Filled[] => {
      const target = written.has(key) ? undefined : this.#filling.find({ key, fingerprint });
      // where the cursor is the person may be typing
      if (!target || target.elements.some((element) => element.matches(':focus'))) return [];
      const after = this.#filling.stateOf(target);
      const same = after.value === before.value && after.option === before.option;
      return same ? [] : [{ key, fingerprint, outcome: 'by-page', before, after }];
    });
  }
}
