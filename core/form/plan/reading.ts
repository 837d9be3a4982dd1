import type { AddressPart } from './attribute.ts';
import type { Subject } from './plan.ts';

/** What a field is about, before script and pieces are decided. `other`: something Kazasu does not fill. */
export type Thing = 'name' | 'zip' | 'address' | 'birth' | 'sex' | 'other';

/** `kana`: of unknown script */
export type Script = 'kanji' | 'katakana' | 'hiragana' | 'kana' | 'roman';

/** Pieces that a text can name. `room`: of a building; `rest`: all that follows. */
export type Piece =
  'family' | 'given' | 'first' | 'last' | AddressPart | 'room' | 'rest' | 'era' | 'year' | 'month' | 'day';

/**
 * How the person a text speaks of stands to the form: the applicant himself, one who takes part (患者, 参加者), one to be
 * contacted (担当者), one who stands for a group (代表者). Each is the person unless a better one is on the same form.
 */
export type Role = 'applicant' | 'participant' | 'contact' | 'representative';

/** What one text says. 姓 says a piece, （全角カナ） a script, 保護者 a subject, 商品名 a thing that is not ours. */
export interface Reading {
  readonly thing?: Thing;
  /** of `other`: what, in a word */
  readonly what?: string;
  /** things it names beside each other ("住所・氏名"): then `thing` is undefined */
  readonly mixed?: readonly Thing[];
  readonly script?: Script;
  readonly pieces: readonly Piece[];
  /** "番地まで": takes everything up to this piece */
  readonly through?: Piece;
  /** "住所2" */
  readonly index?: number;
  readonly role?: Role;
  /** anybody but the person */
  readonly subject?: Exclude<Subject, 'self'>;
  /** what the lexicon does not know: beside a thing it is somebody else's ("愛犬の"), alone it is another thing */
  readonly residue: string;
  /** asks for the same a second time */
  readonly again?: boolean;
}
