import { objectIdentifier, printableString, sequence, set, utf8String } from './der.ts';

/** Attribute types of a distinguished name (RFC 4519). */
const TYPES = { C: '2.5.4.6', O: '2.5.4.10', OU: '2.5.4.11', L: '2.5.4.7', CN: '2.5.4.3' } as const;

export type Attribute = readonly [type: keyof typeof TYPES, value: string];

/** A distinguished name, one attribute a set; C is a PrintableString, all others UTF8String (card.md 4.1). */
export function distinguishedName(...attributes: readonly Attribute[]): Uint8Array {
  return sequence(
    ...attributes.map(([type, value]) =>
      set(sequence(objectIdentifier(TYPES[type]), type === 'C' ? printableString(value) : utf8String(value))),
    ),
  );
}
