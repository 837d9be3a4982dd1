/** How a field is written to: `buttons` and `listbox` are ARIA widgets without a native control. */
export type Control =
  'text' | 'textarea' | 'select' | 'radio' | 'checkbox' | 'listbox' | 'buttons' | 'editable';

/**
 * Where a text was found: a `<label>`, an ARIA name, the header of the row (`th`, `td`, `dt`), the header of the
 * column, what leads a container around the field, right before or right after it, in it (`placeholder`), or `title`.
 */
export type TextSource =
  'label' | 'aria' | 'header' | 'column' | 'lead' | 'before' | 'after' | 'placeholder' | 'title' | 'note';

/** One text near a field. Cut at 80 characters; white space is single spaces. */
export interface TextEvidence {
  readonly from: TextSource;
  readonly text: string;
  /** number of the element that holds text and field; fields that share it stand in one row */
  readonly box?: number;
  /** which field of that element it is, from 0 */
  readonly place?: number;
}

export interface OptionEvidence {
  readonly value: string;
  readonly text: string;
}

/** Why a person cannot write into a field, or should not be made to. */
export type Obstacle =
  'hidden' | 'transparent' | 'tiny' | 'off-screen' | 'clipped' | 'inert' | 'disabled' | 'read-only';

/**
 * All that is known of one field, as plain data: it crosses from the page to the panel. A group of radio buttons is
 * one field. Never holds what a person typed.
 */
export interface FieldEvidence {
  /** position in the list of {@link PageEvidence.fields} */
  readonly key: number;
  readonly control: Control;
  /** `type` of an input in lower case, else '' */
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly autocomplete: string;
  readonly inputMode: string;
  readonly pattern: string;
  /** -1: none */
  readonly maxLength: number;
  /** fields of one number belong to one `<form>` (or to the page, outside of any) */
  readonly form: number;
  /** nearest source first within each kind */
  readonly texts: readonly TextEvidence[];
  /** headings that hold at this place, nearest first */
  readonly headings: readonly string[];
  /** of selects, radio groups and list boxes; at most 400 */
  readonly options: readonly OptionEvidence[];
  readonly obstacle?: Obstacle;
  /** a script of the page names this field as one it fills (data-* of postal look-ups, `p-region`, …) */
  readonly hints: string;
  /** changes when the field is swapped for another one */
  readonly fingerprint: string;
}

export interface PageEvidence {
  readonly fields: readonly FieldEvidence[];
  /** title of the page and its first headings */
  readonly title: string;
  /** true: the page was larger than the bounds and only its first part was read */
  readonly cut: boolean;
}
