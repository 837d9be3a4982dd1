import type { Attribute } from './attribute.ts';
import type { Piece } from './reading.ts';
import type { Understood } from './understood.ts';

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
const ORDERS: Readonly<Record<number, readonly Piece[]>> = {
  2: ['year', 'month'],
  3: ['year', 'month', 'day'],
  4: ['era', 'year', 'month', 'day'],
};

/**
 * Divides boxes of birth dates into dates: a new one begins where a piece comes again.
 * @param fields birth fields of one subject, in the order of the page
 */
export function groupBirth(fields: readonly Understood[]): Understood[][] {
  const runs: Understood[][] = [];
  for (const field of fields) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const repeated = run?.some((box) => samePiece(box, field));
    if (run && last && !repeated && field.field.key - last.field.key <= 2 && !isWhole(last)) run.push(field);
    else runs.push([field]);
  }
  return runs;
}

function samePiece(one: Understood, other: Understood): boolean {
  return one.pieces.length === 1 && one.pieces[0] === other.pieces[0];
}

/** a box that can take a whole date */
function isWhole({ field, pieces, examples }: Understood): boolean {
  if (field.type === 'date') return true;
  const room = field.control === 'text' && (field.maxLength < 0 || field.maxLength >= 8);
  return pieces.length !== 1 && room && examples.some((example) => example.pieces.length === 3);
}

/** Gives each box of one date its piece: by unit and choices, else by order. */
export function nameBoxes(run: readonly Understood[]): BirthBox[] {
  const [only] = run;
  if (run.length === 1 && only) {
    const piece = only.pieces.length === 1 && only.field.type !== 'date' ? only.pieces[0] : undefined;
    return [{ field: only, attribute: (piece && ATTRIBUTE[piece]) ?? 'birthDate' }];
  }
  const known = run.map(({ pieces }) => (pieces.length === 1 ? pieces[0] : undefined));
  const order = ORDERS[run.length] ?? [];
  const missing = order.filter((piece) => !known.includes(piece));
  return run.flatMap((field, at) => {
    const piece = known[at] ?? missing.shift();
    const attribute = piece && ATTRIBUTE[piece];
    return attribute ? [{ field, attribute }] : [];
  });
}
