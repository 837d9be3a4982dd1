import type { FieldEvidence, TextSource } from './evidence.ts';
import type { Subject } from './plan.ts';
import type { Example } from './read-example.ts';
import type { Choices } from './read-options.ts';
import type { Piece, Reading, Role, Script, Thing } from './reading.ts';

/** One field, read by itself and from its row: what its texts, technical names, choices and examples say. */
export interface Understood {
  readonly field: FieldEvidence;
  readonly items: readonly Item[];
  /** of these the field's own, nearest first */
  readonly near: readonly Item[];
  readonly examples: readonly Example[];
  readonly choices: Choices | undefined;
  /** of `name` and `id` */
  readonly tokens: Reading;
  readonly reasons: string[];
  thing: Thing | undefined;
  what: string | undefined;
  /** things that its text or its row names beside each other */
  mixed: readonly Thing[] | undefined;
  script: Script | undefined;
  pieces: readonly Piece[];
  through: Piece | undefined;
  index: number | undefined;
  role: Role | undefined;
  subject: Exclude<Subject, 'self'> | undefined;
  again: boolean;
  /** the thing comes from the row or from the field before, not from a text of its own */
  inherited: boolean;
  /** the row it was inherited from */
  row: number | undefined;
  /** its text is フリガナ and no more */
  bareKana: boolean;
  /** a text of its own that the lexicon does not know */
  unknown: string | undefined;
  /** that text heads more than this field: other evidence may overrule it */
  soft: boolean;
  /** its unit (年, 月, 日) stands behind it */
  unitBehind: boolean;
  /** 0..1 */
  confidence: number;
}

/** A text that says something, as it was read. */
export interface Item {
  readonly from: TextSource;
  readonly text: string;
  readonly box: number | undefined;
  readonly place: number | undefined;
  readonly reading: Reading;
}

export function isUnit(piece: Piece): boolean {
  return piece === 'year' || piece === 'month' || piece === 'day' || piece === 'era';
}

/** Takes over what is not known yet. */
export function adopt(field: Understood, reading: Reading, confidence: number, reason: string): void {
  field.thing ??= reading.thing;
  field.what ??= reading.what;
  field.mixed ??= reading.mixed;
  field.script ??= reading.script;
  field.through ??= reading.through;
  field.index ??= reading.index;
  if (field.pieces.length === 0) field.pieces = reading.pieces;
  if (reading.again) field.again = true;
  if (reading.thing !== undefined) field.confidence = Math.max(field.confidence, confidence);
  field.reasons.push(reason);
}

export function support(field: Understood, by: number): void {
  field.confidence = Math.min(1, field.confidence + by);
}

/** No text of the field says what it is, or one that may be overruled. */
export function isSilent(field: Understood): boolean {
  return field.unknown === undefined || field.soft;
}
