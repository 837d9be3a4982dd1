import type { FieldEvidence } from '../plan/evidence.ts';
import type { Write } from '../plan/make-writes.ts';
import { collect, type Collected } from './collect.ts';
import { isCovered } from './covered.ts';
import { stateOf, writeState, type State } from './write.ts';

/** What became of one write. `before` is what `restore` puts back. */
export interface Filled {
  readonly key: number;
  /**
   * `written`: it stands there, perhaps as the page formats it. `changed`: the page put something else. Nothing was
   * written when the field is `gone` or another one, was `blocked` (hidden, covered) or has `no-option` for it.
   */
  readonly outcome: 'written' | 'changed' | 'gone' | 'blocked' | 'no-option';
  readonly before: State;
  readonly after: State;
}

export interface FillOptions {
  /** also refuse fields that something lies over; moves the page while it looks */
  readonly guarded?: boolean;
  /** waits `ms` milliseconds */
  readonly wait: (ms: number) => Promise<void>;
}

const STEP = 50;
/** A look-up that has not begun to answer by then is not waited for; what comes later is written over. */
const LOOKUP_BEGINS = 600;
const LOOKUP_ENDS = 3000;
const QUIET = 200;

interface Job {
  readonly write: Write;
  readonly field: FieldEvidence;
  readonly elements: readonly Element[];
  readonly before: State;
}

/**
 * Writes values into a page, in their order: postal codes first, then, after the page's own look-up, the rest; what a
 * look-up overwrites is written again. Fields are found anew by place and fingerprint: a swapped one is left alone.
 * Never submits, never touches a field that is not in `writes`.
 */
export async function fill(
  document: Document,
  writes: readonly Write[],
  options: FillOptions,
): Promise<Filled[]> {
  const page = collect(document);
  const filled = new Map<Write, Filled>();
  const jobs: Job[] = [];
  for (const write of writes) {
    const job = jobFor(page, write, options);
    if ('outcome' in job) filled.set(write, job);
    else jobs.push(job);
  }
  const postal = jobs.filter(({ write }) => write.attribute.startsWith('postalCode'));
  const address = jobs.filter(({ write }) => /^(prefecture|city|address|fullAddress)/.test(write.attribute));
  const earlier = address.map(read);
  for (const job of postal) await apply(job, options, filled);
  const lookup = postal.length > 0 && address.length > 0;
  if (lookup) await lookupDone(address, earlier, options);
  for (const job of jobs) if (!postal.includes(job)) await apply(job, options, filled);
  if (lookup) await options.wait(QUIET);
  for (let round = 0; round < 3; round++) {
    const lost = jobs.filter((job) => filled.get(job.write)?.outcome === 'written' && !stands(job));
    if (lost.length === 0) break;
    for (const job of lost) await apply(job, options, filled);
    await options.wait(QUIET);
  }
  for (const job of jobs) {
    const last = filled.get(job.write);
    if (last?.outcome === 'written')
      filled.set(job.write, { ...last, outcome: stands(job) ? 'written' : 'changed', after: read(job) });
  }
  return writes.flatMap((write) => filled.get(write) ?? []);
}

/** Puts former values back: `before` of what was written, in reverse order. */
export function restore(document: Document, writes: readonly Write[], filled: readonly Filled[]): void {
  const page = collect(document);
  for (const { key, outcome, before } of [...filled].reverse()) {
    const field = page.evidence.fields[key];
    const write = writes.find((one) => one.key === key);
    const elements = page.elements[key];
    if (!field || !elements || field.fingerprint !== write?.fingerprint) continue;
    if (outcome !== 'written' && outcome !== 'changed') continue;
    if ((field.control === 'radio' || field.control === 'checkbox') && before.option < 0) {
      for (const element of elements as readonly HTMLInputElement[]) element.checked = false;
    } else writeState(elements, field.control, before);
  }
}

function jobFor(page: Collected, write: Write, { guarded = false }: FillOptions): Job | Filled {
  const field = page.evidence.fields[write.key];
  const elements = page.elements[write.key];
  const none: State = { value: '', option: -1 };
  if (!field || !elements || field.fingerprint !== write.fingerprint) {
    return { key: write.key, outcome: 'gone', before: none, after: none };
  }
  const before = stateOf(elements, field.control);
  const blocked = field.obstacle !== undefined || (guarded && isCovered(elements[0] as Element));
  if (blocked) return { key: write.key, outcome: 'blocked', before, after: before };
  return { write, field, elements, before };
}

function read({ elements, field }: Job): State {
  return stateOf(elements, field.control);
}

async function apply(job: Job, { wait }: FillOptions, filled: Map<Write, Filled>): Promise<void> {
  const { write, field, elements, before } = job;
  const wanted: State = { value: write.value, option: write.option ?? -1 };
  const list = field.control === 'listbox';
  let done = list ? await chooseFromList(job, wanted, wait) : writeState(elements, field.control, wanted);
  // The page may still be loading the list (municipalities of a prefecture).
  for (let waited = 0; !done && field.control === 'select' && waited < LOOKUP_ENDS / 2; waited += STEP) {
    await wait(STEP);
    done = writeState(elements, field.control, wanted);
  }
  filled.set(write, { key: write.key, outcome: done ? 'written' : 'no-option', before, after: read(job) });
}

/** Opens an ARIA list when its options are not there yet. */
async function chooseFromList(
  { elements, field }: Job,
  wanted: State,
  wait: FillOptions['wait'],
): Promise<boolean> {
  if (writeState(elements, field.control, wanted)) return true;
  (elements[0] as HTMLElement).click();
  for (let waited = 0; waited < LOOKUP_BEGINS; waited += STEP) {
    await wait(STEP);
    if (writeState(elements, field.control, wanted)) return true;
  }
  return false;
}

/** Waits for the page to fill the address by itself: until it has begun and is quiet again, or has not begun in time. */
async function lookupDone(
  address: readonly Job[],
  earlier: readonly State[],
  { wait }: FillOptions,
): Promise<void> {
  let last = JSON.stringify(earlier);
  let begun = false;
  let quiet = 0;
  for (let waited = 0; waited < (begun ? LOOKUP_ENDS : LOOKUP_BEGINS); waited += STEP) {
    await wait(STEP);
    const now = JSON.stringify(address.map(read));
    quiet = now === last ? quiet + STEP : 0;
    begun ||= now !== last;
    last = now;
    if (begun && quiet >= QUIET) return;
  }
}

/** true: what was written stands there, in the page's own formatting at most */
function stands(job: Job): boolean {
  const { write, field } = job;
  const now = read(job);
  if (field.control === 'radio' || field.control === 'checkbox') return now.value === write.value;
  if (field.control === 'select')
    return now.value === write.value || now.option === write.option || write.option === -1;
  if (field.control === 'listbox' || field.control === 'buttons') return true;
  const bare = (text: string): string =>
    text
      .normalize('NFKC')
      .replace(/[\s\-‐−ー/.]/g, '')
      .toLowerCase();
  return bare(now.value) === bare(write.value);
}
