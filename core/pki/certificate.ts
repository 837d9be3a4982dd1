/** The two certificates of a card: to show who one is, and to sign. */
export type CertificatePurpose = 'authentication' | 'signing';

/**
 * What the signing certificate says of its holder (card.md 4.3): texts exactly as certified, never normalised.
 * Every field is optional: the order is not fixed and a certificate may leave any of them out.
 */
export interface CertifiedAttributes {
  /** family name, U+3000, given name */
  readonly name?: string;
  /** 0-based positions (by character) in `name` where a substitute character (代替文字) stands */
  readonly nameSubstitutes?: readonly number[];
  /** as certified, 9 characters: era digit (0 unknown, 1 明治 … 5 令和), then Gregorian YYYYMMDD, parts may be unknown */
  readonly birthDate?: string;
  /** as certified: `1` male, `2` female, others by their own meaning (sources disagree on 3 and 9) */
  readonly sex?: string;
  /** from the prefecture on, no postcode */
  readonly address?: string;
  /** as `nameSubstitutes`, for `address` */
  readonly addressSubstitutes?: readonly number[];
}

/** An otherName of the subjectAltName that this house cannot read: shown raw, never dropped. */
export interface OtherName {
  readonly oid: string;
  /** DER of the value inside its [0] */
  readonly value: Uint8Array;
  /** the value, where it is a UTF8String */
  readonly text?: string;
}

/** An extension this house does not read. */
export interface OtherExtension {
  readonly oid: string;
  readonly critical: boolean;
  /** content of the extension's OCTET STRING */
  readonly value: Uint8Array;
}

/** A certificate by the JPKI profile as far as it is known (card.md 4): plain data, can be posted to a page. */
export interface JpkiCertificate {
  readonly der: Uint8Array;
  /** SHA-256 of `der`, upper-case hex: to tell whether two are the same one; never an identifier for a partner (R6) */
  readonly sha256: string;
  /** upper-case hex; never an identifier for a partner (services.md 1.3) */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** names for reading, in the order written (`C=JP, O=JPKI, …`); never compared */
  readonly issuer: string;
  readonly subject: string;
  /** an identifier code, not the holder's name (card.md 4.2) */
  readonly subjectCommonName?: string;
  /** by policy and key usage together; `authority` for a CA; `unknown` when they fit no profile */
  readonly purpose: CertificatePurpose | 'authority' | 'unknown';
  /** policy OIDs, dotted */
  readonly policies: readonly string[];
  /** names of RFC 5280 section 4.2.1.3: `digitalSignature`, `nonRepudiation`, … */
  readonly keyUsage: readonly string[];
  /** DER SubjectPublicKeyInfo */
  readonly publicKeySpki: Uint8Array;
  /** bytes of the RSA modulus, the length of a signature; absent for another kind of key */
  readonly modulusLength?: number;
  /** of a certificate with at least one of the JPKI otherNames */
  readonly holder?: CertifiedAttributes;
  readonly unknownOtherNames: readonly OtherName[];
  readonly unknownExtensions: readonly OtherExtension[];
}
