import { ADDRESS_PARTS, type AddressPart, type Attribute } from './attribute.ts';
import type { Piece } from './reading.ts';
import type { Understood } from './understood.ts';

export interface AddressBox {
  readonly field: Understood;
  readonly parts: readonly AddressPart[];
  /** the building stands in two boxes: its name, and the number of the room */
  readonly half?: 'name' | 'room';
}

const ALL = ADDRESS_PARTS.length;

/** The attribute that follows from the pieces of a box (attribute.ts). */
export function addressAttribute(parts: readonly AddressPart[]): Attribute {
  if (parts.length === 1 && parts[0] === 'prefecture') return 'prefecture';
  if (parts.at(-1) === 'city') return 'city';
  if (parts[0] === 'prefecture') return 'fullAddress';
  return parts[0] === 'city' || parts[0] === 'town' ? 'addressLine1' : 'addressLine2';
}

/** Divides address boxes into addresses: a new one begins where a piece comes a second time. */
export function groupAddresses(fields: readonly Understood[]): Understood[][] {
  const runs: Understood[][] = [];
  for (const field of fields) {
    const run = runs.at(-1);
    if (run && !begins(run, field)) run.push(field);
    else runs.push([field]);
  }
  return runs;
}

function begins(run: readonly Understood[], field: Understood): boolean {
  if (field.inherited) return false;
  const claimed = run.flatMap(claimsOf);
  const [first] = claimsOf(field);
  if (first !== undefined) return first <= 1 && claimed.includes(first);
  // A box that just says 住所 is the next line if it is numbered, else one such box is an address.
  if ((field.index ?? field.tokens.index ?? 0) > 1 || field.pieces.includes('rest')) return false;
  return (
    claimed.some((piece) => piece >= 3) || run.some((one) => !one.inherited && claimsOf(one).length === 0)
  );
}

/** Indices of the pieces that a box asks for by its words or its example; none: it just says 住所. */
function claimsOf({ pieces, through, examples, choices }: Understood): number[] {
  if (choices?.of === 'prefecture') return [0];
  const example = examples.find(({ thing }) => thing === 'address');
  const stated = pieces.flatMap(indexOf);
  const shown = example?.pieces.flatMap(indexOf) ?? [];
  const own =
    stated.length > 0 ? [...new Set([...stated, ...shown.filter((at) => at > Math.min(...stated))])] : shown;
  // 以降の住所 alone: what the other boxes leave.
  if (pieces.includes('rest'))
    return own.length === 0 ? [] : [0, 1, 2, 3, 4].filter((at) => at >= Math.min(...own));
  if (through !== undefined) {
    const end = indexOf(through)[0] ?? ALL - 1;
    return Array.from({ length: end + 1 }, (_, at) => at).filter((at) => at >= (own[0] ?? 1));
  }
  return own.sort();
}

function indexOf(piece: Piece): number[] {
  const at = piece === 'room' ? ALL - 1 : ADDRESS_PARTS.findIndex((part) => part === piece);
  return at < 0 ? [] : [at];
}

/**
 * Gives each piece of the address to one box, in order: of all ways to cut the five pieces into as many runs as there
 * are boxes, the one that agrees best with what the boxes ask for.
 */
export function divideAddress(fields: readonly Understood[]): AddressBox[] {
  const rooms = fields.filter(
    (field, at) =>
      at > 0 && isRoom(field) && fields.some((other) => other.pieces.includes('building') && !isRoom(other)),
  );
  const boxes = inOrder(fields.filter((field) => !rooms.includes(field)));
  const claims = boxes.map(claimsOf);
  const plain = claims.flatMap((claim, at) => (claim.length === 0 ? [at] : []));
  const wanted = new Set(claims.flat());
  const score = (box: number, from: number, to: number): number => {
    const claim = claims[box] ?? [];
    if (boxes[box]?.choices?.of === 'prefecture') return from === 0 && to === 1 ? 10 : -100;
    let sum = from === to ? -3 : 0;
    for (let part = 0; part < ALL; part++) {
      const inside = part >= from && part < to;
      if (claim.length === 0) sum += inside ? plainScore(part, plain.indexOf(box), plain.length, wanted) : 0;
      else if (claim.includes(part)) sum += inside ? 2 : -3;
      else if (inside)
        sum -= claim[0] === 4 ? 3 : strangeness(part, claim, wanted, boxes[box]?.pieces.length === 0);
    }
    return sum;
  };
  const cuts = best(boxes.length, score);
  const halves = rooms.length > 0;
  const divided = boxes.map((field, at): AddressBox => {
    const parts = ADDRESS_PARTS.slice(cuts[at], cuts[at + 1]);
    return { field, parts, ...(halves && parts.includes('building') ? { half: 'name' as const } : {}) };
  });
  return [
    ...divided,
    ...rooms.slice(0, 1).map((field): AddressBox => ({ field, parts: ['building'], half: 'room' })),
  ].filter(({ parts }) => parts.length > 0);
}

/** 番地, 建物名 and then 市区町村, as abroad: each box says which piece it takes, so the order does not matter. */
function inOrder(boxes: readonly Understood[]): readonly Understood[] {
  const claims = boxes.map(claimsOf);
  const once = new Set(claims.flat()).size === claims.flat().length;
  if (!once || claims.some(({ length }) => length === 0)) return boxes;
  return [...boxes].sort((one, other) => Math.min(...claimsOf(one)) - Math.min(...claimsOf(other)));
}

function isRoom({ pieces }: Understood): boolean {
  return pieces.length > 0 && pieces.every((piece) => piece === 'room');
}

/** How unlikely it is that a box takes a piece it does not speak of. */
function strangeness(
  part: number,
  claim: readonly number[],
  wanted: ReadonlySet<number>,
  shown: boolean,
): number {
  if (wanted.has(part)) return 4;
  const low = Math.min(...claim);
  const high = Math.max(...claim);
  if (part > low && part < high) return 0;
  if (part === 2) return low === 3 ? 0.2 : 0.7; // the town goes with the numbers rather than with the municipality
  // A sample without a building does not say that there is no room for one; 町名・番地 as a label does.
  if (part === 4) return high === 3 || high === 2 ? (shown ? 0.2 : 0.7) : 1.5;
  if (part === 3) return high === 2 ? 0.2 : 1.5;
  return part === 0 && low === 1 ? 0.4 : 1;
}

/** Where a piece goes among boxes that all just say 住所: see docs/forms.md. */
function plainScore(part: number, box: number, count: number, wanted: ReadonlySet<number>): number {
  if (wanted.has(part)) return -4;
  if (count === 1) return 1;
  const withoutPrefecture = wanted.has(0);
  const withoutBuilding = wanted.has(4);
  const table: readonly number[] =
    count === 2
      ? withoutBuilding
        ? [0, 0, 1, 1, 1]
        : [0, 0, 0, 0, 1]
      : count === 3
        ? withoutBuilding && !withoutPrefecture
          ? [0, 1, 2, 2, 2]
          : withoutBuilding
            ? [0, 0, 1, 2, 2]
            : [0, 0, 1, 1, 2]
        : withoutPrefecture
          ? [0, 0, 1, 2, 3]
          : [0, 1, 2, 2, 3];
  return table[part] === Math.min(box, 3) ? 1 : -1;
}

/** Positions 0 = c0 ≤ c1 ≤ … ≤ cn ≤ 5 with the highest sum of scores. */
function best(count: number, score: (box: number, from: number, to: number) => number): number[] {
  let rows: { sum: number; cuts: number[] }[] = Array.from({ length: ALL + 1 }, (_, at) => ({
    sum: -0.9 * at, // a form for one town does not ask for the prefecture
    cuts: [at],
  }));
  for (let box = 0; box < count; box++) {
    rows = rows.map((_, to) => {
      let top = { sum: -Infinity, cuts: [0] };
      for (let from = 0; from <= to; from++) {
        const before = rows[from];
        if (!before || before.sum === -Infinity) continue;
        const sum = before.sum + score(box, from, to);
        if (sum > top.sum) top = { sum, cuts: [...before.cuts, to] };
      }
      return top;
    });
  }
  // A form that asks for less than a whole address leaves the last pieces out.
  const ends = rows.map(({ sum, cuts }, end) => ({ sum: sum - 0.6 * (ALL - end), cuts }));
  return ends.reduce((top, end) => (end.sum > top.sum ? end : top)).cuts;
}
