import type { FieldEvidence, TextSource } from '../plan/evidence.ts';

const ORDER: readonly TextSource[] = [
  'label',
  'aria',
  'lead',
  'column',
  'row',
  'span',
  'placeholder',
  'title',
  'after',
  'note',
];

/** What a page calls a field, for a list of fields; its technical name when it says nothing. */
export function labelOf({ texts, name, id }: FieldEvidence): string {
  for (const source of ORDER) {
    const text = texts
      .find(({ from }) => from === source)
      ?.text.replace(/[:：*＊※]+$/u, '')
      .trim();
    if (text) return text;
  }
  return name || id;
}
