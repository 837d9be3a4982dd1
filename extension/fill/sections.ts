import type { Entry } from '../../core/form/preview/entry.ts';

export interface Section {
  /** the page's heading; '' before the first one */
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** Entries under the headings they stand under in the page, in its order. */
export function inSections(entries: readonly Entry[]): readonly Section[] {
  const sections: { name: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const last = sections.at(-1);
    if (last?.name === entry.section) last.entries.push(entry);
    else sections.push({ name: entry.section, entries: [entry] });
  }
  return sections;
}
