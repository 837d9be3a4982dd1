import type { Attribute } from '../plan/attribute.ts';
import type { Control, Obstacle } from '../plan/evidence.ts';
import type { Write } from '../plan/make-writes.ts';
import type { Subject } from '../plan/plan.ts';
import type { ProfileItem } from './profile.ts';

/** What a field can be filled with. */
export type Datum = Attribute | ProfileItem;

/** How a value came from what the card or the person says to what stands in the field. */
export type Change =
  | 'name-split'
  | 'blank'
  | 'hiragana'
  | 'half-kana'
  | 'hepburn'
  | 'letters'
  | 'postal-list'
  | 'address-split'
  | 'full-width'
  | 'half-width'
  | 'date-part'
  | 'date-format'
  | 'era'
  | 'choice'
  | 'phone-split';

/**
 * Where a value comes from. `card`: stands so on the card, in the text-input application, readable with its PIN only
 * (card.md 3.6). `derived`: made from that by rules that can be wrong. `profile` and `typed` are the person's word.
 */
export type Origin = 'card' | 'derived' | 'profile' | 'typed';

export interface Source {
  readonly origin: Origin;
  /** of `derived`: from what */
  readonly of?: 'card' | 'profile';
  readonly changes: readonly Change[];
}

/** Why a field stays empty. `never`: not by us, whatever anybody wishes. */
export type Empty =
  | { readonly why: 'never'; readonly what: 'my-number' | 'secret' | 'payment-card' | 'declaration' }
  | { readonly why: 'obstacle'; readonly what: Obstacle }
  | { readonly why: 'other-person'; readonly whom: Exclude<Subject, 'self'> }
  | {
      readonly why:
        | 'unticked'
        | 'corrected'
        | 'again'
        | 'no-data'
        | 'no-option'
        | 'too-long'
        | 'file'
        | 'question'
        | 'unknown';
    };

/** One field of the page and what is decided about it: the list, the filling and the explanation all read this. */
export interface Entry {
  readonly key: number;
  readonly control: Control;
  /** what the page calls it; '' when it says nothing */
  readonly label: string;
  /** the heading it stands under; '' without one */
  readonly section: string;
  /** what it is taken for */
  readonly datum?: Datum;
  /** the choices of a select or of radio buttons, as they read */
  readonly choices: readonly string[];
  /** a person may write or choose something here */
  readonly open: boolean;
  /** the person said what it is, here or on an earlier visit */
  readonly corrected: boolean;
  readonly source?: Source;
  /** as a person reads it; undefined until it is known */
  readonly shown?: string;
  readonly write?: Write;
  readonly empty?: Empty;
  /** the evidence that decided */
  readonly reasons: readonly string[];
}
