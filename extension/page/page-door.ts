import { collect, type Collected } from '../../core/form/page/collect.ts';
import { fill, restore, type Filled } from '../../core/form/page/fill.ts';
import { stateOf, type State } from '../../core/form/page/write.ts';
import type { Write } from '../../core/form/plan/make-writes.ts';
import type { Door, FillAnswer, FillOrder, PageLook, UndoAnswer } from './door.ts';
import { Lights } from './lights.ts';

/** What stands in the document from a filling, enough to take it away again. */
interface Journal {
  readonly writes: readonly Write[];
  readonly filled: readonly Filled[];
  readonly outcome: 'filled' | 'broken';
}

/** What outlives one injection: the panel may be closed and opened again while a page is being filled. */
export interface Kept {
  /** of this shape: a page opened before an update of the extension may hold an older one */
  readonly version: 1;
  busy: boolean;
  journal: Journal | undefined;
}

/**
 * Our side of a page, in the extension's own world of its document. Remembers the elements that were looked at: what is
 * filled is the very node that was shown to the person, or nothing. Adds no listener.
 */
export class PageDoor implements Door {
  readonly #document: Document;
  readonly #lights = new Lights();
  #seen: Collected | undefined;
  readonly kept: Kept;

  /** `kept`: of an earlier injection into the same document */
  constructor(document: Document, kept?: Kept) {
    this.#document = document;
    // what another version has kept may be of another shape: then it is given up, not misread
    this.kept = kept?.version === 1 ? kept : { version: 1, busy: false, journal: undefined };
  }

  look(): PageLook {
    this.#lights.show([]);
    const seen = collect(this.#document);
    this.#seen = seen;
    const { location } = this.#document;
    return {
      origin: this.#origin(),
      url: location.href,
      evidence: seen.evidence,
      foreignFrames: foreignFrames(this.#document),
      ...(this.kept.journal && {
        earlier: { outcome: this.kept.journal.outcome, filled: this.kept.journal.filled },
      }),
    };
  }

  light(keys: readonly number[]): void {
    this.#lights.show(keys.map((key) => this.#seen?.elements[key] ?? []));
  }

  async fill({ origin, url, writes }: FillOrder): Promise<FillAnswer> {
    const seen = this.#seen;
    if (this.kept.busy) return { outcome: 'busy' };
    if (!seen || this.#origin() !== origin || this.#document.location.href !== url)
      return { outcome: 'moved' };
    this.kept.busy = true;
    this.#lights.show([]);
    const now = collect(this.#document);
    const same = writes.filter(({ key }) => isSame(seen, now, key));
    const swapped = writes.filter((write) => !same.includes(write)).map(gone);
    const before = statesOf(now, same);
    const view = this.#document.defaultView;
    const [x, y] = [view?.scrollX ?? 0, view?.scrollY ?? 0];
    try {
      const filled = await fill(this.#document, same, { wait, guarded: true });
      return this.#keep({ writes: same, filled: [...filled, ...swapped], outcome: 'filled' });
    } catch {
      // the page's own code may throw into ours: what stands there is told from what stood there
      const after = statesOf(collect(this.#document), same);
      const filled = same.map(({ key }) => whatHappened(key, before.get(key), after.get(key)));
      return this.#keep({ writes: same, filled: [...filled, ...swapped], outcome: 'broken' });
    } finally {
      this.kept.busy = false;
      view?.scrollTo({ left: x, top: y, behavior: 'instant' });
    }
  }

  async undo(): Promise<UndoAnswer> {
    if (this.kept.busy) return { outcome: 'busy' };
    const journal = this.kept.journal;
    if (!journal) return { outcome: 'nothing' };
    this.#lights.show([]);
    this.kept.busy = true;
    await restore(this.#document, journal.writes, journal.filled, { wait }).finally(() => {
      this.kept.busy = false;
    });
    this.kept.journal = undefined;
    const now = statesOf(collect(this.#document), journal.writes);
    const left = journal.filled.filter(
      ({ key, outcome, before }) => isWritten(outcome) && !isEqual(now.get(key), before),
    );
    return { outcome: 'undone', left: left.map(({ key }) => key) };
  }

  changed(): readonly number[] {
    const journal = this.kept.journal;
    if (!journal) return [];
    const now = statesOf(collect(this.#document), journal.writes);
    return journal.filled
      .filter(({ key, outcome, after }) => isWritten(outcome) && !isEqual(now.get(key), after))
      .map(({ key }) => key);
  }

  #origin(): string {
    return this.#document.defaultView?.origin ?? 'null';
  }

  /** A second filling of the same document (the next step of a form) can be undone together with the first. */
  #keep(journal: Journal): FillAnswer {
    const known = new Map(this.kept.journal?.filled.map((one) => [one.key, one]));
    const merged = journal.filled.map((one) => {
      const first = known.get(one.key);
      return first && isWritten(first.outcome) && isWritten(one.outcome)
        ? { ...one, before: first.before }
        : one;
    });
    const kept = this.kept.journal?.filled.filter(({ key }) => !merged.some((one) => one.key === key)) ?? [];
    const writes = this.kept.journal?.writes.filter(({ key }) => kept.some((one) => one.key === key)) ?? [];
    this.kept.journal = {
      writes: [...writes, ...journal.writes],
      filled: [...kept, ...merged],
      outcome: journal.outcome,
    };
    return { outcome: journal.outcome, filled: journal.filled };
  }
}

const NOTHING: State = { value: '', option: -1 };

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** the same nodes stand in the same place, and still say what they said */
function isSame(seen: Collected, now: Collected, key: number): boolean {
  const [before, after] = [seen.elements[key], now.elements[key]];
  return (
    before !== undefined &&
    after !== undefined &&
    before.length === after.length &&
    before.every((element, at) => element === after[at]) &&
    seen.evidence.fields[key]?.fingerprint === now.evidence.fields[key]?.fingerprint
  );
}

function gone({ key }: Write): Filled {
  return { key, outcome: 'gone', before: NOTHING, after: NOTHING };
}

function whatHappened(key: number, before: State | undefined, after: State | undefined): Filled {
  if (!before || !after) return { key, outcome: 'gone', before: NOTHING, after: NOTHING };
  return { key, outcome: isEqual(before, after) ? 'blocked' : 'changed', before, after };
}

function statesOf(page: Collected, writes: readonly Write[]): Map<number, State> {
  const states = new Map<number, State>();
  for (const { key, fingerprint } of writes) {
    const [field, elements] = [page.evidence.fields[key], page.elements[key]];
    if (field && elements && field.fingerprint === fingerprint)
      states.set(key, stateOf(elements, field.control));
  }
  return states;
}

function isEqual(one: State | undefined, other: State): boolean {
  return one?.value === other.value && one.option === other.option;
}

function isWritten(outcome: Filled['outcome']): boolean {
  return outcome === 'written' || outcome === 'changed';
}

/** frames that a person can see and that do not show us their document */
function foreignFrames(document: Document): number {
  return [...document.querySelectorAll('iframe')].filter(
    (frame) => frame.contentDocument === null && frame.getClientRects().length > 0,
  ).length;
}
