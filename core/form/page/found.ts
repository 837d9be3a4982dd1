import type { Control, TextEvidence } from '../plan/evidence.ts';
import type { Labels } from './labels.ts';

/** A field and the texts of its place, in the order of the page. */
export interface Found {
  readonly control: Control;
  /** the members of a group of radio buttons or check boxes, else one */
  readonly elements: Element[];
  /** text that follows each member on its line */
  readonly afters: string[];
  readonly labels: Labels;
  readonly texts: TextEvidence[];
  /** a whole sentence before it: the label where there is no other */
  readonly asked: readonly TextEvidence[];
  readonly headings: readonly string[];
  /** the text behind it in an element of its own: a label that floats over the box */
  trailing?: string;
  /** line of the last member */
  line: number;
}
