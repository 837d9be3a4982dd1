import { en } from './en.ts';
import { ja, type Messages } from './ja.ts';

export type Language = 'ja' | 'en';

const TABLES: Readonly<Record<Language, Messages>> = { ja, en };
const KEY = 'kazasu.language';

/** The language of the screen: the one chosen last, else the first of the browser's that we speak, else English. */
class LanguageChoice {
  #now = $state<Language>(remembered() ?? spoken());

  get now(): Language {
    return this.#now;
  }

  /** the messages in the language now */
  get t(): Messages {
    return TABLES[this.#now];
  }

  choose(language: Language): void {
    this.#now = language;
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // storage may be switched off: then it is not remembered
    }
  }
}

function spoken(): Language {
  const own = navigator.languages.map((tag) => tag.slice(0, 2));
  return own.find((tag) => tag === 'ja' || tag === 'en') === 'ja' ? 'ja' : 'en';
}

function remembered(): Language | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'ja' || value === 'en' ? value : undefined;
  } catch {
    return undefined;
  }
}

export const language = new LanguageChoice();
