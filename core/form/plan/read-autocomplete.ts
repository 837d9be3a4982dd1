import type { Reading } from './reading.ts';

const TOKENS: Readonly<Record<string, Pick<Reading, 'thing' | 'pieces'>>> = {
  name: { thing: 'name', pieces: [] },
  'family-name': { thing: 'name', pieces: ['family'] },
  'given-name': { thing: 'name', pieces: ['given'] },
  'postal-code': { thing: 'zip', pieces: [] },
  'address-level1': { thing: 'address', pieces: ['prefecture'] },
  'address-level2': { thing: 'address', pieces: ['city'] },
  'address-level3': { thing: 'address', pieces: ['town'] },
  'street-address': { thing: 'address', pieces: [] },
  'address-line1': { thing: 'address', pieces: [] },
  'address-line2': { thing: 'address', pieces: [] },
  'address-line3': { thing: 'address', pieces: [] },
  bday: { thing: 'birth', pieces: [] },
  'bday-year': { thing: 'birth', pieces: ['year'] },
  'bday-month': { thing: 'birth', pieces: ['month'] },
  'bday-day': { thing: 'birth', pieces: ['day'] },
  sex: { thing: 'sex', pieces: [] },
};

/** What `autocomplete` claims (HTML, "Autofill"). Authors often copy it wrongly: it only supports or fills a gap. */
export function readAutocomplete(value: string): Reading | undefined {
  const tokens = value.split(/\s+/);
  const last = tokens.at(-1) ?? '';
  const subject = tokens.includes('shipping')
    ? 'delivery'
    : tokens.includes('billing')
      ? 'billing'
      : undefined;
  const known = Object.hasOwn(TOKENS, last) ? TOKENS[last] : undefined;
  if (known) return { ...known, residue: '', ...(subject ? { subject } : {}) };
  const other =
    /^(email|tel.*|organization.*|username|nickname|.*password|one-time-code|cc-.*|url|country.*|language|photo|transaction.*)$/;
  return other.test(last) ? { thing: 'other', what: last, pieces: [], residue: '' } : undefined;
}
