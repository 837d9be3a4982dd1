import type { Control, FieldEvidence, OptionEvidence, PageEvidence, TextEvidence } from '../plan/evidence.ts';
import { listOf } from './control.ts';
import { Sight } from './obstacle.ts';
import { ariaName, textOf, tidy } from './tags.ts';
import type { Found } from './found.ts';
import { namedBy, unshadowed } from './unshadowed.ts';
import { walk } from './walk.ts';

/** A page as collected, and for each field the elements that carry it (several in a group). */
export interface Collected {
  readonly evidence: PageEvidence;
  readonly elements: readonly (readonly Element[])[];
}

/** Node.DOCUMENT_POSITION_FOLLOWING; there is no global `Node` where a document is only visited */
const FOLLOWING = 4;
const MOST_OPTIONS = 400;
const MOST_TEXTS = 24;

/**
 * Gathers what a page says about its fields. Reads only: no listener, no attribute, no value typed by a person.
 * Bounds: 60,000 nodes, 6,000 fields, 400 options and 24 texts per field.
 */
export function collect(document: Document): Collected {
  const { found, cut } = walk(document);
  const sights = new Map<Document, Sight>();
  const forms = new Map<Element, number>();
  const fields = found.map((field, key): FieldEvidence => {
    const element = field.elements[0] as Element;
    const owner = element.ownerDocument;
    const sight = sights.get(owner) ?? new Sight(owner);
    sights.set(owner, sight);
    return describe(field, key, sight, forms);
  });
  return {
    evidence: {
      title: tidy(unshadowed(document).title),
      fields,
      forms: [...forms.keys()].map(sendersOf),
      cut,
    },
    elements: found.map((field) => field.elements),
  };
}

function describe(found: Found, key: number, sight: Sight, forms: Map<Element, number>): FieldEvidence {
  const element = found.elements[0] as HTMLInputElement;
  const form = element.form ?? element.closest('form');
  if (form && !forms.has(form)) forms.set(form, forms.size + 1);
  const obstacles = found.elements.map((member) =>
    sight.obstacle(member, found.control, found.labels.of.get(member) ?? []),
  );
  const obstacle = obstacles.includes(undefined) ? undefined : obstacles[0];
  const { question, options } = optionsOf(found);
  const bare = {
    control: found.control,
    type: element.tagName === 'INPUT' ? element.type : '',
    name: element.getAttribute('name') ?? '',
    id: element.id,
    className: tidy(element.getAttribute('class') ?? ''),
    autocomplete: tidy(element.getAttribute('autocomplete') ?? '').toLowerCase(),
    inputMode: element.getAttribute('inputmode') ?? '',
    pattern: tidy(element.getAttribute('pattern') ?? '', 200),
    maxLength: element.maxLength > 0 ? element.maxLength : -1,
    size: Number(element.getAttribute('size') ?? 0) || 0,
    form: form ? (forms.get(form) ?? 0) : 0,
    texts: textsOf(found, element, question).slice(0, MOST_TEXTS),
    headings: found.headings,
    options,
  };
  return { key, ...bare, ...(obstacle ? { obstacle } : {}), fingerprint: fingerprint(bare) };
}

function textsOf(found: Found, element: Element, question: string): TextEvidence[] {
  const texts: TextEvidence[] = [];
  const put = (from: TextEvidence['from'], text: string): void => {
    if (text) texts.push({ from, text });
  };
  if (isChoice(found.control)) put('label', question);
  else for (const label of found.labels.of.get(element)?.slice(0, 3) ?? []) put('label', textOf(label));
  const host = element.closest('fieldset,[role=group],[role=radiogroup]');
  const group = isChoice(found.control) || found.control === 'buttons';
  put('aria', ariaName(group ? (host ?? element) : element));
  texts.push(...found.texts.filter((text) => text.from !== 'note'));
  if (!isChoice(found.control)) put('after', found.afters[0] ?? '');
  put('placeholder', tidy(element.getAttribute('placeholder') ?? '') || promptOf(element));
  const named = texts.some(({ from }) => /label|aria|lead/.test(from));
  const trailing = isChoice(found.control) ? undefined : found.trailing;
  if (!named && trailing) put('lead', trailing);
  else if (!named) texts.push(...found.asked);
  put('title', tidy(element.getAttribute('title') ?? element.getAttribute('data-label') ?? ''));
  for (const note of namedBy(element, 'aria-describedby', 2)) put('note', textOf(note));
  texts.push(...found.texts.filter((text) => text.from === 'note'));
  return texts;
}

function sendersOf(form: Element): string {
  const all = unshadowed(form).querySelectorAll<HTMLInputElement>('button,[type=submit],[type=image]');
  const buttons = [...all].slice(0, 20);
  const texts = buttons.map((button) => {
    if (button.type !== 'submit' && button.type !== 'image') return '';
    return button.tagName === 'BUTTON' ? textOf(button) : button.value || button.alt;
  });
  return tidy(texts.filter(Boolean).join(' | '), 200);
}

/** The first entry of a list when it is no choice: 生まれ年, 都道府県を選択. */
function promptOf(element: Element): string {
  const first = element.tagName === 'SELECT' ? (element as HTMLSelectElement).options[0] : undefined;
  return first && (first.value === '' || first.disabled) ? tidy(first.text, 40) : '';
}

function isChoice(control: Control): boolean {
  return control === 'radio' || control === 'checkbox';
}

function optionsOf(found: Found): { question: string; options: OptionEvidence[] } {
  const element = found.elements[0] as Element;
  if (found.control === 'select') {
    const options = [...(element as HTMLSelectElement).options].slice(0, MOST_OPTIONS);
    return {
      question: '',
      options: options.map((option) => ({ value: option.value, text: tidy(option.text, 40) })),
    };
  }
  if (found.control === 'listbox' || found.control === 'buttons') {
    const choices = found.control === 'buttons' ? found.elements : optionsIn(listOf(element));
    return { question: '', options: choices.slice(0, MOST_OPTIONS).map(choiceOf) };
  }
  if (!isChoice(found.control)) return { question: '', options: [] };
  let question = '';
  const options = found.elements.slice(0, MOST_OPTIONS).map((member, index) => {
    const label = found.labels.of.get(member)?.[0];
    const after = found.afters[index] ?? '';
    const text = label ? textOf(label, 40) : '';
    const ahead =
      label && !label.contains(member) && (label.compareDocumentPosition(member) & FOLLOWING) !== 0;
    if (ahead && after) question ||= text;
    return {
      value: (member as HTMLInputElement).value,
      text:
        (ahead && after ? after : text) ||
        tidy(member.getAttribute('aria-label') ?? '', 40) ||
        tidy(after, 40),
    };
  });
  return { question, options };
}

function optionsIn(list: Element | null): Element[] {
  return [...(list?.querySelectorAll('[role=option]') ?? [])];
}

/** An ARIA choice as an option; its code, if it has one, is in an attribute of the author's. */
function choiceOf(choice: Element): OptionEvidence {
  const text = textOf(choice, 40);
  const value = choice.getAttribute('data-value') ?? choice.getAttribute('value') ?? choice.id;
  return { value: value || text, text: text || ariaName(choice) };
}

/** FNV-1a over what makes a field this field: enough to notice a swap, short enough to travel. */
function fingerprint(field: Omit<FieldEvidence, 'key' | 'fingerprint' | 'obstacle'>): string {
  const { control, type, name, id, form, texts, options } = field;
  const label = texts.find(({ from }) => from === 'label' || from === 'aria' || from === 'lead')?.text;
  // Lists of selects may be loaded later; choices that stand in the page may not change under our hands.
  const choices = control === 'select' ? [] : options;
  const plain = JSON.stringify([control, type, name, id, form, label, choices]);
  let hash = 0x811c9dc5;
  for (let at = 0; at < plain.length; at++) hash = Math.imul(hash ^ plain.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
