import type { Understood } from './understood.ts';

/** One postal code: a single box, or the boxes of its three and its four digits. */
export type PostalGroup = readonly [Understood] | readonly [Understood, Understood];

/** @param fields postal fields of one subject, in the order of the page */
export function groupPostal(fields: readonly Understood[]): PostalGroup[] {
  const groups: PostalGroup[] = [];
  for (let at = 0; at < fields.length; at++) {
    const [first, second] = [fields[at], fields[at + 1]];
    if (!first) break;
    if (second && isPair(first, second)) {
      groups.push([first, second]);
      at++;
    } else groups.push([first]);
  }
  return groups;
}

function isPair(first: Understood, second: Understood): boolean {
  if (second.field.key - first.field.key > 2 || second.again) return false;
  if (first.pieces[0] === 'first' || second.pieces[0] === 'last') return true;
  const [three, four] = [lengthOf(first), lengthOf(second)];
  if (three === 3 && four === 4) return true;
  if (Math.max(three, four) >= 7) return false;
  return second.inherited || (first.tokens.index === 1 && second.tokens.index === 2);
}

function lengthOf({ field }: Understood): number {
  if (field.maxLength > 0) return field.maxLength;
  const stated = /\{(\d)\}$/.exec(field.pattern.replace(/\$$/, ''));
  return stated ? Number(stated[1]) : 0;
}
