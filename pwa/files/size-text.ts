import type { Language } from '../messages/language.svelte.ts';

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** A size in its largest decimal unit (`1.5 GB`), undefined below 1,000 bytes: there the bytes are enough. */
export function roundSize(bytes: number, language: Language): string | undefined {
  const step = Math.min(UNITS.length, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unit = UNITS[step - 1];
  if (unit === undefined) return undefined;
  const value = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1000 ** step);
  return `${value} ${unit}`;
}
