import type { Messages } from './ja.ts';

export type Language = 'ja' | 'en';

// a file each: one is shown, the other is seldom asked for
const TABLES: Readonly<Record<Language, () => Promise<Messages>>> = {
  ja: () => import('./ja.ts').then(({ ja }) => ja),
  en: () => import('./en.ts').then(({ en }) => en),
};
const KEY = 'kazasu.language';

/** The language of the screen: the one chosen last, else the first of the browser's that we speak, else English. */
class LanguageChoice {
  #now = $state<Language>(remembered() ?? spoken());
  #messages = $state.raw<Messages>();

  get now(): Language {
    return this.#now;
  }

  /** the messages in the language now; nothing is put on a screen before {@link load} has ended */
  get t(): Messages {
    if (!this.#messages) throw new Error('no messages yet');
    return this.#messages;
  }

  /** Fetches the messages of the language now. */
  async load(): Promise<void> {
    this.#messages = await TABLES[this.#now]();
  }

  /** The screen changes when the messages are there; without them (not kept, no network) it stays as it is. */
  async choose(language: Language): Promise<void> {
    const messages = await TABLES[language]();
    this.#messages = messages;
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
