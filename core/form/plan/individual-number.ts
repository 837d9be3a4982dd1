import type { FieldEvidence } from './evidence.ts';

const NUMBER = /(個人番号|マイナンバー)(?!カード|制度|法|を?(記入|入力)しない)/;
const TECHNICAL = /my[ _-]?number|kojin[ _-]?ban/i;

/**
 * true: the field may be one for the individual number (services.md 1.5, R1). Asked after everything else has decided
 * and against it: even a short remark beside the box is enough, for such a box takes nothing of anybody's.
 */
export function mayTakeIndividualNumber({ name, id, texts }: FieldEvidence): boolean {
  if (TECHNICAL.test(name) || TECHNICAL.test(id)) return true;
  return texts.some(
    ({ from, text }) => from !== 'row' && from !== 'column' && NUMBER.test(text.normalize('NFKC')),
  );
}
