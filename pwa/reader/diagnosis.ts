import type { KazasuError } from '../../core/error/kazasu-error.ts';
import type { FieldState, LinkInfo, ReaderInfo, TaskTypes } from '../../core/worker/protocol.ts';
import type { Mark } from '../pages/report-rows.ts';
import { troubleOf, troubleOfBrowser, type Abilities, type Trouble } from './trouble.ts';

type MyCard = TaskTypes['my-card']['result'];

/** Everything the diagnosis has seen, step by step; what was not reached is undefined. */
export interface Seen {
  readonly abilities: Abilities;
  /** readers that are plugged in and allowed */
  readonly allowed: number;
  /** the one that is open */
  readonly reader: ReaderInfo | undefined;
  /** why it is not, or not just now */
  readonly readerError: KazasuError | undefined;
  readonly field: FieldState | undefined;
  readonly link: LinkInfo | undefined;
  readonly card: MyCard | undefined;
  /** how long reading the card took, ms */
  readonly ms: number | undefined;
  readonly cardError: KazasuError | undefined;
}

/** The questions of the diagnosis, in this order. */
export const QUESTIONS = [
  'browser',
  'reader',
  'holder',
  'field',
  'answer',
  'kind',
  'tries',
  'certificate',
  'expiry',
] as const;

export type Question = (typeof QUESTIONS)[number];

/** What keeps a reader from being used, if anything does. */
export function troubleSeen({ abilities, readerError, reader }: Seen): Trouble | undefined {
  if (reader?.simulated) return undefined;
  return troubleOfBrowser(abilities) ?? (readerError && troubleOf(readerError, abilities.system));
}

/** How each question came out: good, worth a look, bad, or not reached. */
export function marksOf(seen: Seen): Readonly<Record<Question, Mark>> {
  const { abilities, allowed, reader, readerError, field, link, card, cardError } = seen;
  const simulated = reader?.simulated === true;
  const own: Mark = simulated ? 'simulated' : 'good';
  const usable = reader !== undefined && readerError === undefined;
  const found = usable || allowed > 0 || readerError !== undefined;
  return {
    browser: abilities.webUsb ? 'good' : simulated ? 'attention' : 'bad',
    reader: reader ? own : found ? 'good' : 'bad',
    holder: usable ? own : readerError ? 'bad' : 'open',
    field: fieldMark(usable ? field : undefined),
    answer: card || link ? (cardError && isSilence(cardError) ? 'bad' : own) : cardError ? 'bad' : 'open',
    kind: card
      ? card.token.kind === 'my-number-card'
        ? own
        : 'attention'
      : cardError?.code === 'card.not-my-number'
        ? 'bad'
        : 'open',
    tries: card
      ? Object.values(card.pins).some(({ state }) => state === 'blocked')
        ? 'attention'
        : own
      : 'open',
    certificate: card ? (card.authentication?.state === 'ok' ? own : 'attention') : 'open',
    expiry: card ? (card.expiry ? own : 'attention') : 'open',
  };
}

function fieldMark(field: FieldState | undefined): Mark {
  if (field === undefined || field === 'lost') return 'open';
  if (field === 'one') return 'good';
  return field === 'empty' ? 'attention' : 'bad';
}

/** the card, or the way to it, did not answer as it should */
function isSilence({ code }: KazasuError): boolean {
  return code !== 'card.not-my-number' && code !== 'task.cancelled';
}
