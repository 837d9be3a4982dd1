/** A day of the calendar, `YYYYMMDD`, Gregorian. */
export type Day = string;

/** A birth date: fixed, or counted from today so that a persona keeps its age: turns `turns` in `inDays` days. */
export type Birth = Day | { readonly turns: number; readonly inDays: number };

/** A day in the past: fixed, or counted back from today. */
export type Past = Day | { readonly yearsAgo: number } | { readonly daysAgo: number };

/** What a PIN is and how many tries are left of it; absent: all of them (card.md 2.2). */
export interface PersonaPin {
  readonly value: string;
  readonly triesLeft?: number;
}

/** The holder of a software card, as plain data. All personas are invented. */
export interface Persona {
  readonly id: string;
  /** family name, U+3000, given name */
  readonly name: string;
  /** from the prefecture on, full-width digits */
  readonly address: string;
  readonly birth: Birth;
  /** `1` male, `2` female, `3` or others: other, not known (card.md 2.3) */
  readonly sex: string;
  /** twelve digits; the last one is wrong on purpose, so that it is nobody's */
  readonly individualNumber: string;
  /** four digits printed on the front */
  readonly securityCode: string;
  /** five digits of 全国地方公共団体コード */
  readonly municipality: string;
  /** prefecture and municipality in Latin letters, in the signing certificate's subject */
  readonly locality: readonly [prefecture: string, municipality: string];
  /** reading of the name, for cards written after 2026-05-26 (services.md 6.1) */
  readonly furigana?: string;
  /** not a Japanese national (quirk `foreignBirthYear`) */
  readonly foreign?: boolean;
  /** what the signing certificate says where a character had to be replaced; the marks are 0 or 1 per character */
  readonly certificateText?: {
    readonly name?: readonly [text: string, marks: string];
    readonly address?: readonly [text: string, marks: string];
  };
  /** day the card was issued; it ends on the 10th birthday after that, a minor's on the 5th */
  readonly cardIssued: Past;
  readonly certificates: {
    /** both end on the 5th birthday after this, or with the card */
    readonly issued: Past;
    /** which of the three certification authorities signed them (card.md 4.1) */
    readonly generation: 1 | 2 | 3;
    /** false: there is no signing certificate, as for a child under 15 */
    readonly signing: boolean;
  };
  readonly pins: {
    readonly authentication: PersonaPin;
    /** without signing certificate there is none */
    readonly signing?: PersonaPin;
    readonly textInput: PersonaPin;
    readonly juki: PersonaPin;
    readonly common: PersonaPin;
  };
  /** whose keys of data/keys.ts and images of data/faces.ts are used; absent: those of `id`, or of `adult` */
  readonly like?: string;
}
