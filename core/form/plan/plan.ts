import type { AddressPart, Attribute } from './attribute.ts';

/** Whom a field is about. Only `self` is ever filled. */
export type Subject =
  | 'self'
  | 'guardian'
  | 'child'
  | 'spouse'
  | 'family'
  | 'emergency'
  | 'work'
  | 'delivery'
  | 'company'
  | 'companion'
  | 'nominee'
  | 'previous'
  | 'referrer'
  | 'doctor'
  | 'billing'
  | 'other';

/** A field that will be written, and why. */
export interface Fillable {
  readonly key: number;
  readonly attribute: Attribute;
  /** address boxes: the pieces it takes, in order */
  readonly parts?: readonly AddressPart[];
  /** the building stands in two boxes: its name, and the number of the room */
  readonly half?: 'name' | 'room';
  /** kana boxes: the script that the label asks for */
  readonly script?: 'katakana' | 'hiragana';
  /** 0..1 */
  readonly confidence: number;
  /** the evidence that decided, in words */
  readonly reasons: readonly string[];
  /** a second box for the same thing ("確認のため") */
  readonly twin?: true;
}

/** A field that stays empty, and why. */
export interface LeftEmpty {
  readonly key: number;
  readonly subject: Subject;
  /** what it was taken for, when that is known */
  readonly kind?: string;
  readonly reasons: readonly string[];
}

/** One decision per field: preview, consent, filling and debugging all use this and nothing else. */
export interface Plan {
  readonly fill: readonly Fillable[];
  readonly empty: readonly LeftEmpty[];
}
