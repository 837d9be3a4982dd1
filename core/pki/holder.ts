import type { CertifiedAttributes, OtherName } from './certificate.ts';
import { HOLDER_OID } from './jpki-profile.ts';

/** Fields of {@link HOLDER_OID} and how their text becomes a value; `undefined` when it is none. */
const FIELDS = [
  ['name', (text: string) => text],
  ['nameSubstitutes', positions],
  ['sex', (text: string) => text],
  ['birthDate', (text: string) => text],
  ['address', (text: string) => text],
  ['addressSubstitutes', positions],
] as const;

/**
 * The holder's attributes among the otherNames of a subjectAltName (card.md 4.3), in whatever order. One that is
 * not known, comes again, or does not hold what it should, stays raw in `unknown`.
 */
export function readHolder(otherNames: readonly OtherName[]): {
  readonly holder?: CertifiedAttributes;
  readonly unknown: readonly OtherName[];
} {
  const holder: Record<string, unknown> = {};
  const unknown: OtherName[] = [];
  for (const other of otherNames) {
    const field = FIELDS.find(([key]) => HOLDER_OID[key] === other.oid);
    const value = other.text === undefined ? undefined : field?.[1](other.text);
    if (field === undefined || value === undefined || field[0] in holder) unknown.push(other);
    else holder[field[0]] = value;
  }
  return Object.keys(holder).length === 0 ? { unknown } : { holder, unknown };
}

/** One digit for each character: 0 as registered, 1 a substitute. */
function positions(flags: string): readonly number[] | undefined {
  if (!/^[01]*$/.test(flags)) return undefined;
  return Array.from(flags).flatMap((flag, position) => (flag === '1' ? [position] : []));
}
