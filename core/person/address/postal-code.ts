import type { AddressReading } from './pieces.ts';
import type { AddressData } from './town-table.ts';

export interface PostalCodes {
  /** seven digits each, rising; several when the list tells towns apart by 丁目 or lot, or the municipality is not unique */
  readonly codes: readonly string[];
  /** false: the list does not name the town, these stand for the rest of the municipality */
  readonly ofTown: boolean;
}

/** Postal codes an address may have by Japan Post's list; undefined when its municipality is not in the list. */
export function postalCodes(reading: AddressReading, data: AddressData): PostalCodes | undefined {
  const towns = reading.municipalities.flatMap((code) => data.towns(code) ?? []);
  const name = reading.townName;
  const ofTown = name !== undefined;
  const found = towns.flatMap((town) => (ofTown ? town.postalCodesOf(name) : town.postalCodes));
  const codes = Array.from(new Set(found)).toSorted();
  return codes.length === 0 ? undefined : { codes, ofTown };
}

/** `100-0001` from seven digits. */
export function formatPostalCode(code: string): string {
  return `${code.slice(0, 3)}-${code.slice(3)}`;
}
