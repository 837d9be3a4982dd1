/**
 * Checks form corpora against FORMAT.md and prints counts:
 * `npx tsx test/forms/check.ts [folder…]` (default: every folder here that holds forms).
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { JSDOM } from 'jsdom';

const ADDRESS = ['prefecture', 'city', 'addressLine1', 'addressLine2', 'fullAddress'];
const ATTRIBUTES = new Set([
  ...['familyName', 'givenName', 'fullName', 'familyNameKana', 'givenNameKana', 'fullNameKana'],
  ...['familyNameRoman', 'givenNameRoman', 'postalCode', 'postalCode1', 'postalCode2', ...ADDRESS],
  ...['birthDate', 'birthYear', 'birthMonth', 'birthDay', 'birthEra', 'sex'],
]);
const PARTS = ['prefecture', 'city', 'town', 'block', 'building'];
const SECTIONS = new Set([
  ...['self', 'guardian', 'child', 'spouse', 'family', 'emergency', 'work', 'delivery', 'company', 'companion'],
  ...['nominee', 'previous', 'referrer', 'doctor', 'billing', 'other', 'none'],
]);
const ROLES = ['textbox', 'searchbox', 'combobox', 'listbox', 'radio', 'checkbox', 'spinbutton', 'switch'];
const CONTROLS = ['input', 'select', 'textarea', ...ROLES.map((role) => `[role=${role}]`)].join();
const BUTTONS = ['hidden', 'submit', 'button', 'reset', 'image'];
const CHECKABLE = ['radio', 'checkbox'];

interface Field {
  readonly selector: string;
  readonly attribute: string | null;
  readonly section: string;
  readonly group?: boolean;
  readonly parts?: readonly string[];
  readonly value?: string;
  readonly accept?: readonly string[];
  readonly decoy?: boolean;
}
interface Labels {
  readonly title: string;
  readonly kind: string;
  readonly notes: string;
  readonly fields: readonly Field[];
}

const attr = (element: Element, name: string): string => element.getAttribute(name) ?? '';
const isInput = (element: Element): element is HTMLInputElement => element.tagName === 'INPUT';
const isSelect = (element: Element): element is HTMLSelectElement => element.tagName === 'SELECT';
const kindOf = (element: Element): string => (isInput(element) ? element.type : attr(element, 'role'));

function controlsOf(document: Document): Element[] {
  return [...document.querySelectorAll(CONTROLS)].filter((e) => !(isInput(e) && BUTTONS.includes(e.type)));
}

/** Radios (or named check boxes) that belong together, in document order; any other control alone. */
function membersOf(element: Element, controls: readonly Element[]): readonly Element[] {
  const kind = kindOf(element);
  if (!CHECKABLE.includes(kind)) return [element];
  if (!isInput(element)) {
    const group = element.closest('[role=radiogroup]');
    return group === null ? [element] : controls.filter((e) => kindOf(e) === kind && group.contains(e));
  }
  const same = (e: Element): boolean => isInput(e) && e.type === kind && e.form === element.form && e.name === element.name;
  return element.name === '' ? [element] : controls.filter(same);
}

/** The attribute that FORMAT.md gives to these address parts. */
function addressAttribute(parts: readonly string[]): string {
  if (parts.join() === 'prefecture') return 'prefecture';
  if (parts.at(-1) === 'city') return 'city';
  if (!parts.includes('town')) return 'addressLine2';
  return parts[0] === 'prefecture' ? 'fullAddress' : 'addressLine1';
}

/** Browsers ignore a pattern that is not valid with the v flag, such as `[0-9-]+`. */
function fitsPattern(pattern: string, value: string): boolean {
  try {
    return pattern === '' || new RegExp(`^(?:${pattern})$`, 'v').test(value);
  } catch {
    return true;
  }
}

function valueProblem(element: Element, members: readonly Element[], value: string): string | undefined {
  const options = [...element.querySelectorAll('[role=option]')];
  if (isSelect(element)) return [...element.options].some((o) => o.value === value) ? undefined : 'no such option';
  if (CHECKABLE.includes(kindOf(element))) {
    const codes = members.map((e) => (isInput(e) ? e.value : attr(e, 'data-value') || e.textContent.trim()));
    return codes.includes(value) ? undefined : 'no such radio';
  }
  if (options.length > 0) return options.some((o) => attr(o, 'data-value') === value) ? undefined : 'no such option';
  const max = attr(element, 'maxlength');
  if (max !== '' && value.length > Number(max)) return `longer than maxlength ${max}`;
  if (!isInput(element)) return undefined;
  if (!fitsPattern(element.pattern, value)) return 'against the pattern';
  if (element.type === 'number' && !/^\d+$/.test(value)) return 'not a number';
  return element.type === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value) ? 'not an ISO date' : undefined;
}

function fieldProblems(field: Field, element: Element, members: readonly Element[]): string[] {
  const { attribute, value, parts = [] } = field;
  const problems: string[] = [];
  const need = (ok: boolean, problem: string): void => {
    if (!ok) problems.push(problem);
  };
  need(SECTIONS.has(field.section), `unknown section ${field.section}`);
  need(members.length === 1 || field.group === true, 'a group must say "group"');
  if (attribute === null) {
    need(value === undefined && field.parts === undefined && field.accept === undefined, 'null with a value');
    return problems;
  }
  need(ATTRIBUTES.has(attribute), `unknown attribute ${attribute}`);
  need(field.section === 'self' && field.decoy !== true, 'only self carries an attribute');
  need(!element.matches(':disabled, [readonly]'), 'not writable');
  if (attribute !== 'prefecture' && ADDRESS.includes(attribute)) {
    need(parts.every((part) => PARTS.includes(part)) && new Set(parts).size === parts.length, 'unknown part');
    need(addressAttribute(parts) === attribute, `parts ${parts.join('+')} are ${addressAttribute(parts)}`);
  }
  for (const text of [value ?? '', ...(field.accept ?? [])]) {
    const problem = text === '' ? 'no value' : valueProblem(element, members, text);
    need(problem === undefined, `${text}: ${problem ?? ''}`);
  }
  return problems;
}

function formProblems(document: Document, labels: Labels): string[] {
  const problems: string[] = [];
  const controls = controlsOf(document);
  const expected = controls.filter((e) => membersOf(e, controls)[0] === e);
  const seen: Element[] = [];
  const once = new Set<string>();
  for (const field of labels.fields) {
    const found = [...document.querySelectorAll(field.selector)];
    const members = found[0] === undefined ? [] : membersOf(found[0], controls);
    if (found[0] === undefined || !(found.length === 1 || (found.length === members.length && found.every((e) => members.includes(e))))) {
      problems.push(`${field.selector}: matches ${found.length}`);
      continue;
    }
    seen.push(found[0]);
    problems.push(...fieldProblems(field, found[0], members).map((problem) => `${field.selector}: ${problem}`));
    const key = `${field.attribute ?? ''} ${(field.parts ?? []).join('+')}`;
    if (field.attribute !== null && once.has(key)) problems.push(`${field.selector}: ${key} twice`);
    once.add(key);
  }
  if (seen.length !== expected.length || seen.some((e, i) => e !== expected[i])) {
    const missing = expected.filter((e) => !seen.includes(e)).map((e) => e.outerHTML.slice(0, 80));
    problems.push(`fields are not the controls in document order; missing: ${missing.join(' ')}`);
  }
  if (document.querySelector('meta[charset], meta[http-equiv=content-type i]') === null) problems.push('no charset');
  return problems;
}

const here = import.meta.dirname;
const given = process.argv.slice(2);
const folders = given.length > 0 ? given : ['dev', 'held-out', 'second', 'second-held-out'].map((name) => join(here, name)).filter((path) => existsSync(path));
let failed = false;
for (const folder of folders) {
  const files = readdirSync(folder).sort();
  const all: Field[] = [];
  for (const file of files.filter((name) => name.endsWith('.labels.json') && !files.includes(name.replace('.labels.json', '.html')))) {
    failed = true;
    console.log(`${file}: no form`);
  }
  const forms = files.filter((name) => name.endsWith('.html'));
  for (const file of forms) {
    const document = new JSDOM(readFileSync(join(folder, file), 'utf8')).window.document;
    const labels = JSON.parse(readFileSync(join(folder, file.replace('.html', '.labels.json')), 'utf8')) as Labels;
    all.push(...labels.fields);
    for (const problem of formProblems(document, labels)) {
      failed = true;
      console.log(`${file}: ${problem}`);
    }
  }
  const labelled = all.filter((field) => field.attribute !== null).length;
  const decoys = all.filter((field) => field.decoy === true).length;
  console.log(`${basename(folder)}: ${forms.length} forms, ${all.length} fields, ${labelled} with attribute, ${decoys} decoys`);
  const hashFile = `${folder}.sha256`;
  if (existsSync(hashFile)) {
    const root = join(here, '../..');
    const line = (name: string): string =>
      `${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}  ${relative(root, join(folder, name))}\n`;
    const hash = createHash('sha256').update(files.map(line).join('')).digest('hex');
    if (hash !== readFileSync(hashFile, 'utf8').trim().split(' ')[0]) {
      failed = true;
      console.log(`${basename(folder)}: content differs from ${basename(hashFile)}`);
    }
  }
}
process.exitCode = failed ? 1 : 0;
