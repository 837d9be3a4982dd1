/**
 * How sure a default is (card.md, column C): `2+` seen by two sources, `1` by one, `inf` follows from seen facts,
 * `x` sources disagree, `open` nobody knows, `ours` chosen here.
 */
type Confidence = '2+' | '1' | 'inf' | 'x' | 'open' | 'ours';

type QuirkValue = boolean | number | string | readonly string[];

/** One switch: its default, what else it can be, what it does and how sure the default is. */
export interface Quirk<T extends QuirkValue = QuirkValue> {
  readonly default: T;
  readonly allows: (value: unknown) => boolean;
  /** the values in words, for documents and messages */
  readonly values: string;
  readonly does: string;
  readonly source: string;
  readonly confidence: Confidence;
}

type Words = readonly [does: string, source: string, confidence: Confidence];

/** on or off */
export function flag(byDefault: boolean, ...[does, source, confidence]: Words): Quirk<boolean> {
  const allows = (value: unknown) => typeof value === 'boolean';
  return { default: byDefault, allows, values: 'true, false', does, source, confidence };
}

/** one of several; the first is the default */
export function choice<const T extends string>(
  all: readonly [T, ...T[]],
  ...[does, source, confidence]: Words
): Quirk<T> {
  const allows = (value: unknown): boolean => all.some((one) => one === value);
  return { default: all[0], allows, values: all.join(', '), does, source, confidence };
}

export function integer(
  byDefault: number,
  min: number,
  max: number,
  ...[does, source, confidence]: Words
): Quirk<number> {
  const allows = (value: unknown): boolean =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
  return { default: byDefault, allows, values: `${min}..${max}`, does, source, confidence };
}

/** hexadecimal text of a form */
export function hex(
  byDefault: string,
  pattern: RegExp,
  values: string,
  ...[does, source, confidence]: Words
): Quirk<string> {
  const allows = (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
  return { default: byDefault, allows, values, does, source, confidence };
}

/** some of `all`, each once, in any order */
export function list<T extends string>(
  all: readonly T[],
  byDefault: readonly T[],
  ...[does, source, confidence]: Words
): Quirk<readonly T[]> {
  const allows = (value: unknown): boolean =>
    Array.isArray(value) &&
    new Set(value).size === value.length &&
    value.every((one) => all.some((known) => known === one));
  return { default: byDefault, allows, values: `a list of ${all.join(', ')}`, does, source, confidence };
}
