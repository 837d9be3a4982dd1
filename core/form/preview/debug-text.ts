import type { PageEvidence } from '../plan/evidence.ts';
import type { Entry } from './entry.ts';
import type { Known } from './person.ts';
import type { Profile } from './profile.ts';

/**
 * Every decision about a form with its evidence, for a report to those who improve the rules. No value of the person is
 * in it: none is collected from the page, and what the page itself says of the person (`風間様`) is blackened.
 */
export function debugText(
  host: string,
  page: PageEvidence,
  entries: readonly Entry[],
  person: { readonly known?: Known | undefined; readonly profile: Profile },
): string {
  const clean = blackener(person);
  const fields = page.fields.map((field, at) => {
    const entry = entries[at];
    const { key, control, type, name, id, autocomplete, maxLength, pattern, texts, headings, options } =
      field;
    return {
      ...{ key, control, type, name, id, autocomplete, maxLength, pattern, headings },
      texts: texts.map(({ from, text }) => `${from}: ${text}`),
      options: options.slice(0, 5).map(({ value, text }) => `${value}=${text}`),
      decided: {
        datum: entry?.datum ?? null,
        source: entry?.source ?? null,
        empty: entry?.empty ?? null,
        corrected: entry?.corrected ?? false,
        reasons: entry?.reasons ?? [],
      },
    };
  });
  return JSON.stringify(
    { format: 'kazasu-form-debug/1', host, cut: page.cut, fields },
    (_, value: unknown) => (typeof value === 'string' ? clean(value) : value),
    2,
  );
}

/** Replaces every word of the person by blocks of the same length. Single letters stay: they say nothing. */
function blackener({
  known,
  profile,
}: {
  known?: Known | undefined;
  profile: Profile;
}): (text: string) => string {
  const { address, ...rest } = known?.form ?? {};
  const words = [
    ...Object.values(rest),
    ...Object.values(address ?? {}),
    ...Object.values(profile),
    ...(known ? [known.card.name, known.card.address] : []),
  ]
    .flatMap((word) => [word, ...word.split(/[\s\u3000]+/)])
    .filter((word) => word.length >= 2 && word !== 'male' && word !== 'female')
    .toSorted((a, b) => b.length - a.length);
  return (text) => words.reduce((left, word) => left.split(word).join('█'.repeat(word.length)), text);
}
