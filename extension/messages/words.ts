import { language } from '../../pwa/messages/language.svelte.ts';
import { en } from './en.ts';
import { ja, type FillMessages } from './ja.ts';

/** The extension's own words in the language of the screen. Both lie in the package: nothing has to be fetched. */
export function words(): FillMessages {
  return language.now === 'ja' ? ja : en;
}
