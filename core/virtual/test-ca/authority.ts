import type { Attribute } from './name.ts';

/** Which of the two certificates, and so which of the two authorities. */
export type Use = 'auth' | 'sign';
export type Generation = 1 | 2 | 3;

/** One of our six certification authorities. They have the shape of the real ones (card.md 4.1) and say what they are. */
export interface Authority {
  /** its certificate's own name, the same in all three generations */
  readonly name: readonly Attribute[];
  /** subjectAltName of its certificate, issuerAltName of the holders' */
  readonly alternativeName: readonly Attribute[];
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const ORGANISATION: readonly Attribute[] = [
  ['C', 'JP'],
  ['O', 'KAZASU-TEST (模擬)'],
];
const UNIT = {
  auth: 'Kazasu simulated JPKI for user authentication',
  sign: 'Kazasu simulated JPKI for digital signature',
} as const;
const JAPANESE_UNIT = { auth: '模擬認証サービス利用者証明用', sign: '模擬認証サービス署名用' } as const;

/** Serial numbers have the lengths of the real ones, and other values. */
const TERMS: Readonly<
  Record<Generation, Readonly<Record<Use, readonly [serial: string, from: string, to: string]>>>
> = {
  1: {
    auth: ['01', '2015-10-20T03:00:00Z', '2025-10-19T14:59:59Z'],
    sign: ['01', '2015-10-20T02:30:00Z', '2025-10-19T14:59:59Z'],
  },
  2: {
    auth: ['0A11A001', '2019-09-14T23:30:00Z', '2029-09-14T14:59:59Z'],
    sign: ['0A115001', '2019-09-14T23:30:00Z', '2029-09-14T14:59:59Z'],
  },
  3: {
    auth: ['0B11A001', '2023-07-16T01:00:00Z', '2033-07-15T14:59:59Z'],
    sign: ['0B115001', '2023-07-16T00:30:00Z', '2033-07-15T14:59:59Z'],
  },
};

/** Name of the CRL distribution points below an authority, without the last two parts. */
export function distributionPoint(use: Use): readonly Attribute[] {
  return [...ORGANISATION, ['OU', UNIT[use]], ['OU', 'CRL Distribution Points']];
}

export function authority(use: Use, generation: Generation): Authority {
  const [serial, from, to] = TERMS[generation][use];
  return {
    name: [...ORGANISATION, ['OU', UNIT[use]], ['OU', 'Not a real certification authority']],
    alternativeName: [
      ['C', 'JP'],
      ['O', '模擬認証サービス'],
      ['OU', JAPANESE_UNIT[use]],
      ['OU', '実在しない認証局'],
    ],
    serial,
    notBefore: new Date(from),
    notAfter: new Date(to),
  };
}
