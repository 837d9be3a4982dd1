import { choice, flag, hex, integer, list, type Quirk } from './quirk.ts';

/** Extensions a holder's certificate can carry, by their names in RFC 5280. */
const EXTENSIONS = [
  'keyUsage',
  'extKeyUsage',
  'subjectAltName',
  'certificatePolicies',
  'issuerAltName',
  'cRLDistributionPoints',
  'authorityInfoAccess',
  'authorityKeyIdentifier',
  'subjectKeyIdentifier',
] as const;
export type ExtensionName = (typeof EXTENSIONS)[number];

/**
 * Every switch of the software card. Defaults follow the facts (card.md 1–4, 3.12); what the facts leave open is here
 * rather than in the code. docs/software-card.md holds the same table, a test compares them.
 */
export const QUIRKS = {
  // addressing
  shortEfRead: flag(true, 'READ BINARY and READ RECORD take a short EF identifier', 'card.md 1.3', '2+'),
  shortEfSign: flag(true, 'the signature command takes P2 = 80 + short EF identifier', 'card.md 2.1', '1'),
  shortEfVerify: flag(
    false,
    'VERIFY takes P2 = 80 + short EF identifier; off: 6A86',
    'card.md 3.3 shows P2 = 80 only',
    'open',
  ),
  partialAid: flag(true, 'SELECT takes the beginning of an application identifier', 'card.md 2.0', '1'),
  selectWithFci: choice(
    ['9000', '6A86'],
    'SELECT with P2 = 00, which asks for file control information: nothing comes, or refused',
    'card.md 0',
    'open',
  ),
  selectMf: choice(
    ['6A86', '9000', '6A82'],
    'SELECT without data (00 A4 00 00) before an application was selected; after that it is 9000 and changes nothing',
    'card.md 1',
    '1',
  ),

  // lengths
  extendedLength: flag(
    false,
    'extended Lc and Le; on: ATR and DF41/DF31 say so; off: 6700',
    'card.md 1.3, 3.12',
    'x',
  ),
  endOfFile: choice(
    ['9000', '6282', '6Cxx'],
    'READ BINARY reaching past the end: short data and 9000, short data and 6282, or 6Cxx without data',
    'card.md 1.3',
    '2+',
  ),
  pastEnd: choice(
    ['6B00', '9000'],
    'READ BINARY from past the end: refused, or no data',
    'card.md 1.3',
    '2+',
  ),
  getResponse: flag(
    false,
    'signatures answer 61xx and are fetched with GET RESPONSE',
    'card.md 2.6 has no 61xx',
    'open',
  ),
  berLengths: choice(
    ['minimal', 'wrapper', 'all'],
    'lengths below 128 written in one byte, or as 82 00 xx in the wrapper of text-input EF 0002, or in everything inside it too',
    'card.md 2.3',
    '2+',
  ),
  fileBlock: integer(
    64,
    1,
    4096,
    'sizes of certificate, attribute and face files are rounded up to a multiple of this',
    'card.md 3.12',
    'ours',
  ),
  filler: choice(['FF', '00'], 'byte that fills a file up', 'card.md 1.3', '2+'),

  // PINs
  blockedWord: choice(['6984', '6983'], 'VERIFY with data against a blocked PIN', 'card.md 2.2, 6', 'x'),
  exhaustingWord: choice(
    ['63C0', 'blocked'],
    'the try that blocks: 63C0, or already the blocked word',
    'card.md 2.2',
    '2+',
  ),
  blockedQuery: choice(
    ['63C0', 'blocked'],
    'empty VERIFY against a blocked PIN: 63C0, or the blocked word',
    'card.md 2.2',
    '1',
  ),
  verifiedQuery: choice(
    ['63Cx', '9000'],
    'empty VERIFY when that PIN is verified; OpenSC needs 63Cx',
    'card.md 2.2, 3.12',
    'x',
  ),
  fourByteQuery: flag(
    true,
    'an empty VERIFY may come as four bytes; off: 6700, and five are needed',
    'card.md 2.2',
    '1',
  ),
  wrongVerifyCloses: flag(
    true,
    'a wrong VERIFY takes back what an earlier right one opened',
    'ISO 7816-4',
    'open',
  ),
  numberATries: integer(10, 0, 15, 'tries of 照合番号A; 0: no limit, wrong is 6300', 'card.md 2.2, 6', 'inf'),
  birthDateTries: integer(
    10,
    0,
    15,
    'tries of the birth date PIN of the surface application; 0: no limit',
    'card.md 2.2',
    'open',
  ),
  commonPinTries: integer(
    3,
    0,
    15,
    'tries of the PIN of the common application; 0: no limit',
    'card.md 2.2',
    'open',
  ),
  sharedReferenceCounters: flag(
    false,
    'text-input and surface application count 照合番号A and B together',
    'card.md 6',
    'inf',
  ),
  textSignatureOpenedBy: choice(
    ['any', 'pinOrA'],
    'text-input EF 0003 is opened by PIN, A or B, or by PIN or A only',
    'card.md 2.3, 6',
    'x',
  ),
  foreignBirthYear: choice(
    ['gregorian', 'era'],
    'two-digit year in 照合番号B of a foreign holder',
    'card.md 2.2, 6',
    'open',
  ),
  checksNewPassword: flag(
    false,
    'a new PIN of the wrong form is refused with 6A80',
    'card.md 3.10, 6',
    'open',
  ),
  warmReset: choice(
    ['keeps', 'clears'],
    'what is selected and verified after a warm reset',
    'card.md 1',
    '1',
  ),

  // holder without signing certificate
  missingCertificate: choice(
    ['6A82', 'empty'],
    'EF 0001 when there is no signing certificate: no such file, or only filler',
    'card.md 6',
    'open',
  ),
  missingCertificateMark: hex(
    '00',
    /^[0-9A-F]{2}$/i,
    'a byte',
    'byte 0 of EF 0008 when there is no signing certificate (8F: there is one)',
    'card.md 6',
    'open',
  ),
  missingPassword: choice(
    ['blocked', '6A82', 'open'],
    'EF 001B when there is no signing certificate: blocked, no such file, or a full counter that no value satisfies',
    'card.md 6',
    'open',
  ),

  // other kinds of card
  tokenLabel: choice(
    ['JPKIAPICCTOKEN2', 'JPKIAPICCTOKEN', 'JPKIAPGPSETOKEN', 'JPKIAPIOSTOKEN'],
    'label in EF 0006: My Number Card, old 住基カード, Android, iPhone; nothing else changes',
    'card.md 2.0',
    '2+',
  ),
  tokenPadding: choice(['space', 'NUL'], 'what fills the label up to 32 bytes', 'card.md 2.1', '1'),
  authCertificateNeedsPin: flag(
    false,
    'the authentication certificate is closed, as in a phone',
    'card.md 2.1',
    '2+',
  ),

  // surprises
  firstCommandFails: flag(
    false,
    'the first command after power-on answers 6F00 and does nothing',
    'card.md 1',
    '1',
  ),
  signDelayMs: integer(
    0,
    0,
    60_000,
    'extra ms before the answer of a private-key operation',
    'card.md 1.4',
    'ours',
  ),
  signLengthWord: choice(
    ['6985', '6700'],
    'signature command with data of the wrong length',
    'card.md 2.1',
    '1',
  ),
  atr: hex(
    '',
    /^([0-9A-F]{2})*$/i,
    'hexadecimal, or empty',
    'answer to reset; empty: the contact one that fits `extendedLength`',
    'card.md 1.1',
    '2+',
  ),

  // furigana
  furiganaTag: hex(
    'DF26',
    /^DF[2-7][0-9A-F]$/i,
    'DF26..DF7F',
    'tag of the furigana in text-input EF 0002, for a persona who has one',
    'services.md 6.1',
    'open',
  ),
  furiganaInCertificate: flag(
    false,
    'the furigana is in the signing certificate too, as otherName .7',
    'services.md 5.2',
    'open',
  ),

  // certificates
  authExtensions: list<ExtensionName>(
    EXTENSIONS,
    [
      'keyUsage',
      'certificatePolicies',
      'issuerAltName',
      'cRLDistributionPoints',
      'authorityKeyIdentifier',
      'subjectKeyIdentifier',
    ],
    'extensions of the authentication certificate, in order',
    'card.md 4.2, 6',
    'open',
  ),
  signExtensions: list<ExtensionName>(
    EXTENSIONS,
    [
      'keyUsage',
      'subjectAltName',
      'certificatePolicies',
      'issuerAltName',
      'cRLDistributionPoints',
      'authorityKeyIdentifier',
      'subjectKeyIdentifier',
    ],
    'extensions of the signing certificate, in order: seven, the 1st, 2nd and 5th are known',
    'card.md 4.2, 6',
    'open',
  ),
  authorityKeyIdentifier: choice(
    ['full', 'keyid'],
    'key identifier with issuer and serial number, or alone',
    'card.md 6',
    'open',
  ),
  policies: choice(
    ['test', 'production'],
    'certificate policies: of the test environment where known (signing), or of the real service',
    'card.md 4.2',
    '1',
  ),
  keys: choice(
    ['given', 'fresh'],
    "keys of the card: the persona's own, or made at start-up",
    'card.md 3.12',
    'ours',
  ),
} satisfies Record<string, Quirk>;

/** What each switch is set to. */
export type Quirks = {
  readonly [K in keyof typeof QUIRKS]: (typeof QUIRKS)[K] extends Quirk<infer T> ? T : never;
};

/**
 * The defaults with `changes` laid over them.
 * @throws RangeError for a name or a value that is not in {@link QUIRKS}
 */
export function resolveQuirks(changes: Partial<Quirks> = {}): Quirks {
  const table: Readonly<Record<string, Quirk>> = QUIRKS;
  const settings: Record<string, unknown> = Object.fromEntries(
    Object.entries(table).map(([name, quirk]) => [name, quirk.default]),
  );
  for (const [name, value] of Object.entries<unknown>(changes)) {
    const quirk = Object.hasOwn(table, name) ? table[name] : undefined;
    if (quirk === undefined) throw new RangeError(`no quirk is named ${name}`);
    if (value === undefined) continue;
    if (!quirk.allows(value)) throw new RangeError(`quirk ${name} is one of: ${quirk.values}`);
    settings[name] = value;
  }
  return settings as unknown as Quirks;
}
