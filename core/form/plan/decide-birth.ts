import type { Attribute } from './attribute.ts';
import type { Piece } from './reading.ts';
import { isUnit, type Understood } from './understood.ts';

export interface BirthBox {
  readonly field: Understood;
  readonly attribute: Attribute;
}

const ATTRIBUTE: Partial<Record<Piece, Attribute>> = {
  era: 'birthEra',
  year: 'birthYear',
  month: 'birthMonth',
  day: 'birthDay',
};

/** Orders in which dates are asked for, the usual one first. */
const ORDERS: readonly (readonly Piece[])[] = [
  ['year', 'month'],
  ['month', 'day'],
  ['era', 'year'],
  ['year', 'month', 'day'],
  ['month', 'day', 'year'],
  ['day', 'month', 'year'],
  ['era', 'year', 'month'],
  ['era', 'year', 'month', 'day'],
];

/**
 * Divides boxes of birth dates into dates: a new one begins behind a box that takes a whole date, where a piece that is
 * sure comes again, and after other fields.
 * @param fields birth fields of one subject, in the order of the page
 */
export function groupBirth(fields: readonly Understood[]): Understood[][] {
  const runs: Understood[][] = [];
  for (const field of fields) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const piece = surePiece(field);
    const repeated = piece !== undefined && run?.some((box) => surePiece(box) === piece);
    const whole = [field, last].some((box) => box && isWhole(box));
    if (run && last && run.length < 4 && !repeated && !whole && field.field.key - last.field.key <= 2) {
      run.push(field);
    } else runs.push([field]);
  }
  return runs;
}

/** a box that can take a whole date */
function isWhole({ field, pieces, examples }: Understood): boolean {
  if (field.type === 'date') return true;
  const room = field.control === 'text' && (field.maxLength < 0 || field.maxLength >= 8);
  return pieces.length !== 1 && room && examples.some((example) => example.pieces.length === 3);
}

function surePiece({ choices, tokens, field }: Understood): Piece | undefined {
  if (choices && choices.of !== 'prefecture' && choices.of !== 'sex') {
    return choices.of === 'era-year' ? 'year' : choices.of;
  }
  const named = tokens.pieces.length === 1 ? tokens.pieces[0] : undefined;
  return field.maxLength === 4 ? 'year' : named && isUnit(named) ? named : undefined;
}

/** Gives each box of one date its piece: of the usual orders the one that agrees best with all that the boxes say. */
export function nameBoxes(run: readonly Understood[]): BirthBox[] {
  const [only] = run;
  if (run.length === 1 && only) {
    const piece = only.pieces.length === 1 && only.field.type !== 'date' ? only.pieces[0] : undefined;
    return [{ field: only, attribute: (piece && ATTRIBUTE[piece]) ?? 'birthDate' }];
  }
  // 年[ ]月[ ]日[ ]: what stands before the first box tells that units stand before, not behind.
  const ahead = only?.items.some(
    ({ from, text, reading }) => from === 'lead' && isUnitOnly(reading.pieces) && !text.includes('暦'),
  );
  const votes = run.map((field) => votesOf(field, ahead === true));
  let best: { order: readonly Piece[]; sum: number } | undefined;
  for (const order of ORDERS) {
    if (order.length !== run.length) continue;
    const sum = order.reduce((total, piece, at) => total + (votes[at]?.(piece) ?? 0), 0);
    if (!best || sum > best.sum) best = { order, sum };
  }
  return run.flatMap((field, at) => {
    const piece = best?.order[at];
    const attribute = piece && ATTRIBUTE[piece];
    return attribute ? [{ field, attribute }] : [];
  });
}

function isUnitOnly(pieces: readonly Piece[]): boolean {
  const [piece] = pieces;
  return pieces.length === 1 && piece !== undefined && isUnit(piece);
}

function votesOf(field: Understood, ahead: boolean): (piece: Piece) => number {
  const sure = surePiece(field);
  const { maxLength } = field.field;
  return (piece) => {
    let sum = sure === undefined ? 0 : sure === piece ? 4 : -4;
    if (maxLength === 2 && piece === 'year') sum -= 1;
    for (const { from, reading } of field.items) {
      if (!isUnitOnly(reading.pieces)) continue;
      const weight =
        from === 'lead' ? (ahead ? 2 : 0) : from === 'after' ? (ahead ? 0 : 2) : from === 'row' ? 0 : 3;
      sum += reading.pieces[0] === piece ? weight : -weight / 2;
    }
    return sum;
  };
}
