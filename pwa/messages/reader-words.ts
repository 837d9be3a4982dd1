import { enReader } from './en-reader.ts';
import { jaReader } from './ja-reader.ts';
import { language, type Language } from './language.svelte.ts';

const TABLES: Readonly<Record<Language, typeof jaReader>> = { ja: jaReader, en: enReader };

/** What the screens about readers say, in the language now. Apart from the rest, since only those screens load it. */
export function readerWords(): typeof jaReader {
  return TABLES[language.now];
}
