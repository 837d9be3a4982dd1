/** Applications on the card and their identifiers (card.md 2.0). */
export const APPLICATIONS = {
  /** 公的個人認証: keys, certificates */
  jpki: 'D392F000260100000001',
  /** 券面事項入力補助: the four attributes as text */
  textInput: 'D3921000310001010408',
  /** 券面事項確認: the card face */
  surface: 'D3921000310001010402',
  /** 住基: only its PIN's tries are asked */
  resident: 'D3921000310001010401',
  /** 共通カード: the card's own record */
  common: 'D3921000310001010100',
} as const;

export type ApplicationName = keyof typeof APPLICATIONS;
