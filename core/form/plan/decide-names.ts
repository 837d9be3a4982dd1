import type { Attribute } from './attribute.ts';
import type { Piece } from './reading.ts';
import type { Understood } from './understood.ts';

type Kind = 'kanji' | 'kana' | 'roman';

/** Name boxes of one script that belong to one person: a full name, or family and given name. */
export interface NameGroup {
  kind: Kind;
  readonly boxes: { readonly field: Understood; piece: 'family' | 'given' | undefined }[];
}

const ATTRIBUTE: Readonly<Record<Kind, Readonly<Record<'family' | 'given' | 'full', Attribute>>>> = {
  kanji: { family: 'familyName', given: 'givenName', full: 'fullName' },
  kana: { family: 'familyNameKana', given: 'givenNameKana', full: 'fullNameKana' },
  roman: { family: 'familyNameRoman', given: 'givenNameRoman', full: 'fullNameRoman' },
};

export function nameAttribute(kind: Kind, piece: 'family' | 'given' | undefined): Attribute {
  return ATTRIBUTE[kind][piece ?? 'full'];
}

/**
 * Pairs name boxes: a family name with the given name that follows it in the same script (姓 セイ 名 メイ too), and two
 * boxes of one row without words of their own.
 * @param fields name fields of one subject, in the order of the page
 */
export function groupNames(fields: readonly Understood[]): NameGroup[] {
  const groups: NameGroup[] = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (last && readsThe(last, field)) {
      last.kind = 'kanji';
      groups.push({ kind: 'kana', boxes: [{ field, piece: undefined }] });
      continue;
    }
    const kind = kindOf(field);
    const piece = pieceOf(field.pieces);
    const open = groups.findLast((group) => group.kind === kind);
    if (open && joins(open, field, piece)) {
      const [first] = open.boxes;
      if (first && first.piece === undefined) first.piece = piece === 'family' ? 'given' : 'family';
      const other = first?.piece === 'given' ? 'family' : 'given';
      open.boxes.push({ field, piece: piece ?? other });
    } else groups.push({ kind, boxes: [{ field, piece }] });
  }
  return groups;
}

/** お名前（フリガナ） [name]（[kana]）: two names of one person, by what their boxes are called. */
function readsThe({ boxes }: NameGroup, field: Understood): boolean {
  const [first, second] = boxes;
  if (!first || second || first.piece || field.pieces.length > 0 || !field.inherited) return false;
  const named = first.field.tokens.thing === 'name' && first.field.tokens.script === undefined;
  return named && field.tokens.script === 'kana' && field.field.key === first.field.field.key + 1;
}

function kindOf({ script }: Understood): Kind {
  if (script === undefined || script === 'kanji') return 'kanji';
  return script === 'roman' ? 'roman' : 'kana';
}

function pieceOf(pieces: readonly Piece[]): 'family' | 'given' | undefined {
  const [piece] = pieces;
  return pieces.length === 1 && (piece === 'family' || piece === 'given') ? piece : undefined;
}

function joins({ boxes }: NameGroup, field: Understood, piece: 'family' | 'given' | undefined): boolean {
  const [first, second] = boxes;
  if (!first || second) return false;
  if (field.field.key - first.field.field.key > 5) return false;
  if (first.piece && piece) return first.piece !== piece;
  // 名 alone has its 姓 right before it.
  if (piece === 'given' && field.field.key - first.field.field.key <= 2) return true;
  const beside = field.inherited || sharesRow(first.field, field) || isNumbered(first.field, field);
  return beside && field.field.maxLength === first.field.field.maxLength;
}

/** The second stands in the row of the first and has no label of its own. */
function sharesRow(first: Understood, second: Understood): boolean {
  const next = second.field.key === first.field.key + 1;
  const own = second.field.texts.some(({ from }) => from === 'lead' || from === 'label');
  return next && !own && second.field.texts.find(({ from }) => from === 'row')?.place === 1;
}

/** name1 and name2 under one text, or 氏名1 and 氏名2 with 太郎 as the sample of the second */
function isNumbered(first: Understood, second: Understood): boolean {
  if (second.field.key !== first.field.key + 1) return false;
  if (first.index === 1 && second.index === 2) {
    return second.examples.some(({ thing, pieces }) => thing === 'name' && pieces[0] === 'given');
  }
  const text = (one: Understood): string | undefined =>
    one.field.texts.find(({ from }) => from !== 'note')?.text;
  return first.tokens.index === 1 && second.tokens.index === 2 && text(first) === text(second);
}
