import { writingOrder } from '../../core/form/plan/make-writes.ts';
import type { Correction, Corrections } from '../../core/form/preview/correct-plan.ts';
import type { Entry } from '../../core/form/preview/entry.ts';
import { makeEntries } from '../../core/form/preview/make-entries.ts';
import { knownPerson, type CardWords, type Readings } from '../../core/form/preview/person.ts';
import { parseProfile, type Profile, type ProfileItem } from '../../core/form/preview/profile.ts';
import { structureOf } from '../../core/form/preview/structure.ts';
import type { AddressData } from '../../core/person/address/town-table.ts';
import type { FillAnswer, UndoAnswer } from '../page/door.ts';
import type { BrowserDoor, BrowserTab } from '../tab/browser-door.ts';
import { openPage, type OpenPage, type Unreachable } from '../tab/open-page.ts';
import type { Lost } from '../tab/page-link.ts';
import type { Notes } from './notes.ts';

export interface FillDoors {
  readonly browser: BrowserDoor;
  /** the towns an address may lie in */
  readonly towns: (address: string) => Promise<AddressData>;
  readonly notes: Pick<Notes, 'profile' | 'keepProfile' | 'corrections' | 'correct'>;
  /** runs something once after a time; calling what it gives prevents it */
  readonly later: (ms: number, run: () => void) => () => void;
}

/** So long the card's words stay in memory, counted from the last time they were used. */
const KEPT_MS = 5 * 60_000;

/** A page that was just going somewhere, or whose permission was just being given, is looked at again so many times. */
const MOST_TRIES = 5;
const MOVING_MS = 400;

interface CardRead {
  readonly words: CardWords;
  readonly towns: AddressData;
  /** of a software card */
  readonly simulated: boolean;
}

/** One form in the page beside the panel, and what is about to go into it. All of it lives in memory only. */
export class FillSession {
  readonly #doors: FillDoors;
  #look = 0;
  #structure = '';
  #cancelForget: (() => void) | undefined;

  /** undefined while looking for the first time */
  page = $state.raw<OpenPage>();
  closed = $state<Unreachable>();
  card = $state.raw<CardRead>();
  profile = $state.raw<Profile>({});
  corrections = $state.raw<Corrections>({});
  /** a correction could not be kept for the next visit */
  forgetful = $state(false);
  readings = $state.raw<Readings>({ name: 0, address: 0, postal: 0 });
  unticked = $state.raw<readonly number[]>([]);
  typed = $state.raw<Readonly<Record<number, string | number>>>({});
  /** the person asked for the card */
  wantsCard = $state(false);
  filling = $state(false);
  answer = $state.raw<FillAnswer | Lost>();
  undone = $state.raw<UndoAnswer | Lost>();
  /** fields that no longer show what was filled */
  later = $state.raw<readonly number[]>([]);
  /** the values of what was filled are not shown any more */
  forgotten = $state(false);
  /** the entries as they were filled, for what is shown afterwards */
  filledEntries = $state.raw<readonly Entry[]>([]);

  readonly known = $derived(
    this.card && knownPerson(this.card.words, this.profile, this.card.towns, this.readings),
  );
  readonly entries = $derived<readonly Entry[]>(
    this.page
      ? makeEntries(this.page.look.evidence, {
          known: this.known,
          profile: this.profile,
          corrections: this.corrections,
          unticked: this.unticked,
          typed: this.typed,
        })
      : [],
  );
  /** what Fill will write */
  readonly writes = $derived(
    this.entries.flatMap(({ write, empty }) => (write && !empty ? [write] : [])).toSorted(writingOrder),
  );

  constructor(doors: FillDoors) {
    this.#doors = doors;
  }

  /** Looks at the page of a tab, or of the one in front. What was decided stays while the form is the same. */
  async look(tab?: BrowserTab, tries = 0): Promise<void> {
    const look = ++this.#look;
    const { browser, notes } = this.#doors;
    const [front] = tab ? [tab] : await browser.tabs.query({ active: true, currentWindow: true });
    const [opened, profile] = await Promise.all([openPage(browser, front), notes.profile()]);
    if (look !== this.#look) return;
    this.profile = profile.profile;
    if (opened.outcome === 'closed') {
      this.page = undefined;
      this.closed = opened.why;
      const again = (): void => {
        if (look === this.#look) void this.look(undefined, tries + 1);
      };
      if (/moving|ask/.test(opened.why) && tries < MOST_TRIES) this.#doors.later(MOVING_MS, again);
      return;
    }
    const structure = await structureOf(opened.site.origin, opened.look.evidence);
    const corrections = await notes.corrections(structure);
    if (look !== this.#look) return;
    const before = this.page;
    this.closed = undefined;
    this.page = opened;
    this.corrections = corrections;
    const sameDocument = before?.link.documentId === opened.link.documentId;
    if (!sameDocument || structure !== this.#structure) {
      this.unticked = [];
      this.typed = {};
    }
    this.#structure = structure;
    if (!sameDocument) {
      this.undone = undefined;
      this.later = [];
      this.filledEntries = [];
      this.forgotten = false;
      this.answer = opened.look.earlier;
    }
  }

  /** The page in front is not the one that was looked at. */
  leave(): void {
    this.#look += 1;
    this.page = undefined;
  }

  light(keys: readonly number[]): void {
    if (!this.filling) void this.page?.link.light(keys);
  }

  /** Takes the card's words for every value that they answer. */
  async learn(words: CardWords, simulated: boolean): Promise<void> {
    this.card = { words, towns: await this.#doors.towns(words.address), simulated };
    this.readings = { name: 0, address: 0, postal: 0 };
    this.wantsCard = false;
    this.#keep();
  }

  forget(): void {
    this.#cancelForget?.();
    this.card = undefined;
    this.typed = {};
    this.forgotten = true;
    if (this.answer && 'filled' in this.answer) {
      const filled = this.answer.filled.map((one) => ({ ...one, before: NOTHING, after: NOTHING }));
      this.answer = { ...this.answer, filled };
    }
    this.filledEntries = this.filledEntries.map(withoutValue);
  }

  tick(key: number, on: boolean): void {
    const others = this.unticked.filter((one) => one !== key);
    this.unticked = on ? others : [...others, key];
  }

  /** `undefined` takes back what was typed */
  type(key: number, value: string | number | undefined): void {
    const others = Object.entries(this.typed).filter(([of]) => Number(of) !== key);
    const empty = value === undefined || value === '';
    this.typed = Object.fromEntries(empty ? others : [...others, [key, value]]);
  }

  choose(readings: Partial<Readings>): void {
    const address = readings.address ?? this.readings.address;
    const postal = readings.postal ?? (address === this.readings.address ? this.readings.postal : 0);
    this.readings = { ...this.readings, ...readings, postal };
  }

  /** A person says what a field is; undefined: our guess again. Remembered for this form on this device. */
  async correct(key: number, correction: Correction | undefined): Promise<void> {
    const fingerprint = this.page?.look.evidence.fields[key]?.fingerprint;
    if (fingerprint === undefined) return;
    const rest = Object.entries(this.corrections).filter(([of]) => of !== fingerprint);
    this.corrections = Object.fromEntries(correction ? [...rest, [fingerprint, correction]] : rest);
    this.forgetful = !(await this.#doors.notes.correct(this.#structure, this.corrections));
  }

  /** Keeps what was typed for one item of the notes; only when asked to. */
  async note(item: ProfileItem, text: string): Promise<void> {
    const { profile, revision } = await this.#doors.notes.profile();
    const next = parseProfile({ ...profile, [item]: text }) ?? profile;
    const { outcome } = await this.#doors.notes.keepProfile(next, revision);
    if (outcome === 'done') this.profile = next;
  }

  async fill(): Promise<void> {
    const { page, writes } = this;
    if (!page || this.filling || writes.length === 0) return;
    this.filling = true;
    this.undone = undefined;
    this.later = [];
    const entries = this.entries;
    const { origin, url } = page.look;
    const answer = await page.link.fill({ origin, url, writes });
    this.filling = false;
    if (this.page?.link.documentId !== page.link.documentId) return; // another page by now: it says so itself
    this.filledEntries = entries;
    this.forgotten = false;
    this.answer = answer;
    this.#keep();
  }

  async undo(): Promise<void> {
    const { page } = this;
    if (!page || this.filling) return;
    this.filling = true;
    const undone = await page.link.undo();
    this.filling = false;
    this.undone = undone;
    if (undone.outcome === 'undone') this.answer = undefined;
  }

  /** Asks the page which fields were changed since. */
  async check(): Promise<void> {
    if (this.answer?.outcome !== 'filled' || this.filling) return;
    this.later = (await this.page?.link.changed()) ?? [];
  }

  /** Back to the list, to change something and fill again. */
  goOn(): void {
    this.answer = undefined;
    this.undone = undefined;
  }

  #keep(): void {
    this.#cancelForget?.();
    if (this.card) this.#cancelForget = this.#doors.later(KEPT_MS, () => this.forget());
  }
}

const NOTHING = { value: '', option: -1 };

function withoutValue(entry: Entry): Entry {
  const { key, control, label, section, choices, open, corrected, reasons } = entry;
  return { key, control, label, section, choices, open, corrected, reasons };
}
