import { ALL_TOWNS } from '../../person/address/data/all-towns.ts';
import { splitLine } from '../../person/address/split-line.ts';
import { addressData } from '../../person/address/town-table.ts';
import type { AddressPart, Attribute } from '../plan/attribute.ts';
import type { FormPerson } from '../plan/form-person.ts';
import { makePlan } from '../plan/make-plan.ts';
import { makeWrites } from '../plan/make-writes.ts';
import type { Fillable } from '../plan/plan.ts';
import { collect } from './collect.ts';
import type { Write } from '../plan/make-writes.ts';
import { fill as fillPage, restore as restorePage, type Filled, type Restored } from './fill.ts';

/** A person as a measuring script has it: the address is one line with the building. */
export interface ProbePerson {
  readonly familyName: string;
  readonly givenName: string;
  readonly familyNameKana: string;
  readonly givenNameKana: string;
  readonly familyNameRoman?: string;
  readonly givenNameRoman?: string;
  readonly address: string;
  readonly postalCode?: string;
  readonly birthDate: string;
  readonly sex: 'male' | 'female' | 'other';
}

export interface Detected {
  readonly element: Element;
  readonly attribute: Attribute;
  readonly parts?: readonly AddressPart[];
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/**
 * The fields of a page that `fill` would write, for measuring from outside. Without a person those of one whose every
 * datum is known but the roman spelling, which no card certifies.
 */
function detect(document: Document, person?: ProbePerson): Detected[] {
  const page = collect(document);
  const plan = makePlan(page.evidence);
  const written =
    person && new Set(makeWrites(page.evidence, plan, toPerson(person)).writes.map(({ key }) => key));
  const answers = ({ key, attribute }: Fillable): boolean =>
    written?.has(key) ?? !attribute.endsWith('Roman');
  return plan.fill.filter(answers).flatMap(({ key, attribute, parts, confidence, reasons }) => {
    const element = page.elements[key]?.[0];
    return element ? [{ element, attribute, ...(parts ? { parts } : {}), confidence, reasons }] : [];
  });
}

/** What the last filling did, for `restore`. */
let last: { readonly writes: readonly Write[]; readonly filled: readonly Filled[] } | undefined;

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Puts back what stood there before the last filling. */
async function restore(document: Document): Promise<Restored[]> {
  return last ? restorePage(document, last.writes, last.filled, { wait }) : [];
}

/** Fills a page and tells what was written where. Submits nothing. */
async function fill(
  document: Document,
  person: ProbePerson,
): Promise<{ element: Element; attribute: Attribute; value: string }[]> {
  const page = collect(document);
  const { writes } = makeWrites(page.evidence, makePlan(page.evidence), toPerson(person));
  const filled = await fillPage(document, writes, { wait });
  last = { writes, filled };
  return filled.flatMap(({ key, outcome, after }) => {
    const element = page.elements[key]?.[0];
    const write = writes.find((one) => one.key === key);
    const stands = outcome === 'written' || outcome === 'changed';
    return element && write && stands ? [{ element, attribute: write.attribute, value: after.value }] : [];
  });
}

const data = addressData(ALL_TOWNS);

function toPerson({ address, ...person }: ProbePerson): FormPerson {
  const [{ prefecture, city, town, block, building, unparsed }] = splitLine(address, data).readings;
  return { ...person, address: { prefecture, city, town, block, building: building + unparsed } };
}

Object.assign(globalThis, { kazasuForm: { detect, fill, restore } });
