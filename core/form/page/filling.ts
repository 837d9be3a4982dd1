import type { FieldEvidence } from '../plan/evidence.ts';
import { collect, type Collected } from './collect.ts';
import { Covers } from './covered.ts';
import { chooseFromList, chooseSuggested } from './drawn-list.ts';
import { leave } from './events.ts';
import { unshadowed } from './unshadowed.ts';
import { stateOf, writeState, type State } from './write.ts';

/** What is to stand in a field. */
export interface Aim {
  readonly key: number;
  readonly fingerprint: string;
  readonly wanted: State;
  /** other texts that would do, of a list that is not there yet */
  readonly choices?: readonly string[];
}

export interface Target {
  readonly field: FieldEvidence;
  readonly elements: readonly Element[];
}

const STEP = 50;
/** How long a list that the page has yet to load (municipalities of a prefecture) is waited for. */
const LIST_LOADS = 1500;
/** A page that draws itself anew for ever is given up. */
const MOST_SEARCHES = 30;

/** The fields of a page while they are written: finds them again when the page has drawn itself anew. */
export class Filling {
  readonly #document: Document;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #covers = new Covers();
  #page: Collected;
  #searches = 0;

  constructor(document: Document, wait: (ms: number) => Promise<void>) {
    this.#document = document;
    this.#wait = wait;
    this.#page = collect(document);
  }

  /** false: the page cannot do anything by itself */
  get hasScripts(): boolean {
    return (
      unshadowed(this.#document).querySelector('script,iframe,[onchange],[onblur],[onkeyup],[oninput]') !==
      null
    );
  }

  get page(): Collected {
    return this.#page;
  }

  /**
   * The field of an aim, as it stands in the page now: by place and fingerprint, or by a fingerprint that no other field
   * has. undefined: it is gone, or another one stands there.
   */
  find(aim: Pick<Aim, 'key' | 'fingerprint'>): Target | undefined {
    const known = this.#lookUp(aim);
    if (known && isStill(known)) return known;
    if (++this.#searches > MOST_SEARCHES) return undefined;
    this.#page = collect(this.#document);
    return this.#lookUp(aim);
  }

  #lookUp({ key, fingerprint }: Pick<Aim, 'key' | 'fingerprint'>): Target | undefined {
    const { evidence, elements } = this.#page;
    const here = evidence.fields[key];
    const alike = (field: FieldEvidence): boolean => field.fingerprint === fingerprint;
    const field = here && alike(here) ? here : only(evidence.fields.filter(alike));
    const members = field && elements[field.key];
    return field && members ? { field, elements: members } : undefined;
  }

  /** Why a field is not written, apart from its value. */
  blocked({ field, elements }: Target, guarded: boolean): boolean {
    return field.obstacle !== undefined || (guarded && this.#covers.over(elements[0] as Element));
  }

  /** A box never takes more than its author allows; scripts could write it, the page's server would cut it. */
  isTooLong({ field, elements }: Target, value: string): boolean {
    const { maxLength } = elements[0] as HTMLInputElement;
    const typed = field.control === 'text' || field.control === 'textarea';
    return typed && maxLength >= 0 && value.length > maxLength;
  }

  stateOf({ field, elements }: Target): State {
    return stateOf(elements, field.control);
  }

  /** Writes one field; false: it has no such option. */
  async write(aim: Aim, { field, elements }: Target): Promise<boolean> {
    const { control } = field;
    const { wanted } = aim;
    const element = elements[0] as HTMLElement;
    const texts = [wanted.value, ...(aim.choices ?? [])];
    if (control === 'listbox') return chooseFromList(element, texts, this.#wait);
    const suggests = control === 'text' && element.matches('[role=combobox],[aria-autocomplete=list]');
    if (suggests) {
      writeState(elements, control, wanted, true);
      await chooseSuggested(element, wanted.value, this.#wait);
      leave(element);
      return true;
    }
    let done = writeState(elements, control, wanted);
    for (let waited = 0; !done && control === 'select' && waited < LIST_LOADS; waited += STEP) {
      await this.#wait(STEP);
      done = texts.some((value) => writeState(elements, control, { ...wanted, value }));
    }
    return done;
  }
}

/** What was written before may have woken the page: not every field stays of its kind. */
function isStill({ field, elements }: Target): boolean {
  return elements.every((element) => {
    const type = element.tagName === 'INPUT' ? (element as HTMLInputElement).type : '';
    return element.isConnected && type === field.type;
  });
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
