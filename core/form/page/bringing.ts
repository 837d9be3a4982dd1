import type { Aim, Filling, Target } from './filling.ts';
import type { State } from './write.ts';

/** A field to bring into a state. `attribute`: what it is, for the order. */
export interface Job extends Aim {
  readonly attribute: string;
}

/** How it ended. `changed`: the page put something else there. */
export interface End {
  readonly outcome: 'written' | 'changed' | 'gone' | 'no-option';
  readonly after: State;
}

const STEP = 50;
const QUIET = 200;
/** A look-up that has not begun to answer by then is not waited for before the rest is written. */
const LOOKUP_BEGINS = 600;
const LOOKUP_ENDS = 3000;
/** Answers of slow look-ups are noticed and written over so much longer. */
const LOOKUP_COMES_LATE = 2400;
const MOST_TIMES = 3;
const LONGEST = 5000;

/** Brings fields into states, with and against what the page does by itself when it is written to. */
export class Bringing {
  readonly #filling: Filling;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #ends = new Map<Job, End['outcome']>();

  constructor(filling: Filling, wait: (ms: number) => Promise<void>) {
    this.#filling = filling;
    this.#wait = wait;
  }

  async bring(jobs: readonly Job[]): Promise<ReadonlyMap<Job, End>> {
    const postal = jobs.filter(({ attribute }) => attribute.startsWith('postalCode'));
    const address = jobs.filter(({ attribute }) => /^(prefecture|city|address|fullAddress)/.test(attribute));
    const rest = jobs.filter(({ attribute }) => !attribute.startsWith('postalCode'));
    const looksUp = postal.length > 0 && address.length > 0 && this.#filling.hasScripts;
    const earlier = this.#shown(address);
    for (const job of postal) await this.#write(job);
    const answered = looksUp && (await this.#lookUpDone(address, earlier));
    for (const job of rest) await this.#write(job);
    await this.#guard(jobs, looksUp && !answered ? LOOKUP_COMES_LATE : QUIET);
    return new Map(jobs.map((job) => [job, this.#endOf(job)]));
  }

  async #write(job: Job): Promise<void> {
    const target = this.#filling.find(job);
    const done = target !== undefined && (await this.#filling.write(job, target));
    this.#ends.set(job, done ? 'written' : target ? 'no-option' : 'gone');
  }

  /** Waits for the page to fill the address by itself: until it has begun and is quiet again, or has not begun in time. */
  async #lookUpDone(address: readonly Job[], earlier: string): Promise<boolean> {
    let last = earlier;
    let begun = false;
    let quiet = 0;
    for (let waited = 0; waited < (begun ? LOOKUP_ENDS : LOOKUP_BEGINS); waited += STEP) {
      await this.#wait(STEP);
      const now = this.#shown(address);
      quiet = now === last ? quiet + STEP : 0;
      begun ||= now !== last;
      last = now;
      if (begun && quiet >= QUIET) break;
    }
    return begun;
  }

  #shown(jobs: readonly Job[]): string {
    const states = jobs.map((job) => {
      const target = this.#filling.find(job);
      return target && this.#filling.stateOf(target);
    });
    return JSON.stringify(states);
  }

  /** Writes again what the page has overwritten, until nothing has happened for `ms`. */
  async #guard(jobs: readonly Job[], ms: number): Promise<void> {
    const times = new Map<Job, number>();
    let until = ms;
    for (let waited = 0; waited < Math.min(until, LONGEST); waited += STEP) {
      await this.#wait(STEP);
      const lost = jobs.filter(
        (job) =>
          this.#ends.get(job) === 'written' && (times.get(job) ?? 0) < MOST_TIMES && !this.#stands(job),
      );
      for (const job of lost) {
        times.set(job, (times.get(job) ?? 0) + 1);
        await this.#write(job);
      }
      if (lost.length > 0) until = Math.max(until, waited + STEP + QUIET);
    }
  }

  #stands(job: Job): boolean {
    const target = this.#filling.find(job);
    return target !== undefined && stands(job, target, this.#filling.stateOf(target));
  }

  #endOf(job: Job): End {
    const outcome = this.#ends.get(job) ?? 'gone';
    const target = this.#filling.find(job);
    if (!target) return { outcome: 'gone', after: { value: '', option: -1 } };
    const after = this.#filling.stateOf(target);
    return { outcome: outcome === 'written' && !stands(job, target, after) ? 'changed' : outcome, after };
  }
}

/** true: what was written stands there, in the page's own formatting at most */
function stands({ wanted, choices = [] }: Aim, { field, elements }: Target, now: State): boolean {
  const { control } = field;
  if (control === 'radio' || control === 'checkbox')
    return now.value === wanted.value && now.option < 0 === (wanted.option < 0 && wanted.value === '');
  if (control === 'select')
    return (
      now.value === wanted.value || now.option === wanted.option || (wanted.option < 0 && now.option > 0)
    );
  if (control === 'buttons') {
    const pressed = elements[now.option];
    return (
      pressed !== undefined &&
      [now.value, pressed.getAttribute('data-value'), pressed.id].includes(wanted.value)
    );
  }
  const texts = [wanted.value, ...choices].map(bare);
  if (control !== 'listbox') return bare(now.value) === texts[0];
  // The text of a drawn list may have more in it than the choice: its label, its arrow.
  return (
    texts.includes(bare(now.value)) ||
    (texts[0] !== '' && texts.some((text) => bare(now.value).includes(text)))
  );
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-‐−ー/.〒_]/g, '')
    .toLowerCase();
}
