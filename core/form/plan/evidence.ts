/** How a field is written to. `buttons` and `listbox` are ARIA widgets without a native control. */
export type Control =
  'text' | 'textarea' | 'select' | 'radio' | 'checkbox' | 'listbox' | 'buttons' | 'editable' | 'opaque';

/**
 * Where a text was found:
 * - `label` a `<label>`; `aria` an ARIA name; `placeholder`, `title` the attributes
 * - `lead` what stands between the field before and this one
 * - `row` what stands before the first field of an element around this one
 * - `span` a table header reaching over several rows; `column` the header of the table's column
 * - `after` what follows on the same line
 * - `note` sentences around the field
 */
export type TextSource =
  'label' | 'aria' | 'lead' | 'row' | 'span' | 'column' | 'after' | 'placeholder' | 'title' | 'note';

/** One text near a field, white space collapsed, cut at 80 characters. */
export interface TextEvidence {
  readonly from: TextSource;
  readonly text: string;
  /** `row` and `span`: number of the element that holds text and fields */
  readonly box?: number;
  /** which field of that element it is; the first, 0, has the text as its `lead` */
  readonly place?: number;
}

export interface OptionEvidence {
  readonly value: string;
  readonly text: string;
}

/** Why a person could not have written into a field, or should not be made to. */
export type Obstacle =
  'hidden' | 'transparent' | 'tiny' | 'off-screen' | 'clipped' | 'inert' | 'disabled' | 'read-only';

/**
 * All that is known of one field, as plain data: it crosses from the page to the panel. A group of radio buttons is
 * one field. Never holds what a person typed.
 */
export interface FieldEvidence {
  /** position in {@link PageEvidence.fields} */
  readonly key: number;
  readonly control: Control;
  /** `type` of an input in lower case, else '' */
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly className: string;
  readonly autocomplete: string;
  readonly inputMode: string;
  readonly pattern: string;
  /** -1: none */
  readonly maxLength: number;
  /** `size` of an input, 0: none */
  readonly size: number;
  /** fields of one number belong to one `<form>`; 0: to none */
  readonly form: number;
  /** nearest first within each source */
  readonly texts: readonly TextEvidence[];
  /** headings that hold at this place, nearest first */
  readonly headings: readonly string[];
  /** of selects, radio groups and list boxes; at most 400 */
  readonly options: readonly OptionEvidence[];
  readonly obstacle?: Obstacle;
  /** changes when the field is swapped for another one */
  readonly fingerprint: string;
}

export interface PageEvidence {
  readonly title: string;
  readonly fields: readonly FieldEvidence[];
  /** what the buttons say that send each form, joined by ` | `; the form numbered n is at n - 1 */
  readonly forms: readonly string[];
  /** the page was larger than the bounds; only its first part was read */
  readonly cut: boolean;
}
