import { concat } from '../../bytes/concat.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import {
  bitString,
  boolean,
  explicit,
  ia5String,
  implicit,
  objectIdentifier,
  octetString,
  sequence,
  utf8String,
} from './der.ts';
import { distinguishedName, type Attribute } from './name.ts';

/** Certificate extensions as JPKI writes them (RFC 5280 4.2, card.md 4). */

function extension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** GeneralName of the kind directoryName. */
function directoryName(attributes: readonly Attribute[]): Uint8Array {
  return explicit(4, distinguishedName(...attributes));
}

const KEY_USAGE_BITS = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const;

export function keyUsage(...uses: readonly (keyof typeof KEY_USAGE_BITS)[]): Uint8Array {
  const bits: number[] = uses.map((use) => KEY_USAGE_BITS[use]);
  const byte = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  return extension('2.5.29.15', true, bitString(Uint8Array.of(byte), 7 - Math.max(...bits)));
}

export function extKeyUsage(purpose: string): Uint8Array {
  return extension('2.5.29.37', false, sequence(objectIdentifier(purpose)));
}

export function subjectDirectoryName(attributes: readonly Attribute[]): Uint8Array {
  return extension('2.5.29.17', false, sequence(directoryName(attributes)));
}

export function issuerDirectoryName(attributes: readonly Attribute[]): Uint8Array {
  return extension('2.5.29.18', false, sequence(directoryName(attributes)));
}

/** otherName entries `[0] { OID, [0] UTF8String }`, in the order given (card.md 4.3). */
export function subjectOtherNames(entries: readonly (readonly [oid: string, text: string])[]): Uint8Array {
  const names = entries.map(([oid, text]) =>
    explicit(0, objectIdentifier(oid), explicit(0, utf8String(text))),
  );
  return extension('2.5.29.17', false, sequence(...names));
}

export function certificatePolicies(policy: string, practiceStatement: string): Uint8Array {
  const qualifier = sequence(objectIdentifier('1.3.6.1.5.5.7.2.1'), ia5String(practiceStatement));
  return extension('2.5.29.32', true, sequence(sequence(objectIdentifier(policy), sequence(qualifier))));
}

export function basicConstraintsCa(): Uint8Array {
  return extension('2.5.29.19', true, sequence(boolean(true)));
}

/** A distribution point with a directory name and no URL. */
export function crlDistributionPoints(attributes: readonly Attribute[]): Uint8Array {
  const point = sequence(explicit(0, explicit(0, directoryName(attributes))));
  return extension('2.5.29.31', false, sequence(point));
}

export function authorityInfoAccess(ocsp: string): Uint8Array {
  const access = sequence(objectIdentifier('1.3.6.1.5.5.7.48.1'), implicit(6, toUtf8(ocsp)));
  return extension('1.3.6.1.5.5.7.1.1', false, sequence(access));
}

export function subjectKeyIdentifier(id: Uint8Array): Uint8Array {
  return extension('2.5.29.14', false, octetString(id));
}

/** @param issuer name and serial number of the issuer's own certificate, where they are written too */
export function authorityKeyIdentifier(
  id: Uint8Array,
  issuer?: { readonly name: readonly Attribute[]; readonly serial: Uint8Array },
): Uint8Array {
  const more =
    issuer === undefined
      ? new Uint8Array()
      : concat(explicit(1, directoryName(issuer.name)), implicit(2, issuer.serial));
  return extension('2.5.29.35', false, sequence(concat(implicit(0, id), more)));
}
