import type { Control } from '../plan/evidence.ts';
import { namedBy } from './unshadowed.ts';

const NO_FIELD = /^(hidden|submit|button|reset|image)$/;
const NO_TEXT = /^(file|range|color)$/;

/** What kind of field an element is; undefined: none. */
export function controlOf(element: Element): Control | undefined {
  const tag = element.tagName;
  const role = element.getAttribute('role');
  if (tag === 'SELECT') return 'select';
  if (tag === 'TEXTAREA') return 'textarea';
  if (tag === 'INPUT') {
    const type = (element as HTMLInputElement).type;
    if (NO_FIELD.test(type)) return undefined;
    if (NO_TEXT.test(type)) return 'opaque';
    if (type === 'radio' || type === 'checkbox') return type;
    // An input that opens a list and takes no free text is written by choosing.
    return role === 'combobox' && (element as HTMLInputElement).readOnly ? 'listbox' : 'text';
  }
  if (isListButton(element)) return 'listbox';
  if (role === null || role === 'textbox' || role === 'searchbox') {
    return isEditable(element) ? 'editable' : undefined;
  }
  if (role === 'radiogroup') {
    const native = element.querySelector('input,select,textarea');
    return !native && element.querySelector('[role=radio]') ? 'buttons' : undefined;
  }
  if (role === 'combobox' || role === 'listbox') {
    return element.querySelector('input,select,textarea') ? undefined : 'listbox';
  }
  return role === 'switch' || role === 'checkbox' || role === 'spinbutton' ? 'opaque' : undefined;
}

/** A button that opens a drawn list of choices. */
export function isListButton(element: Element): boolean {
  if (element.tagName !== 'BUTTON' || element.hasAttribute('hidden')) return false;
  return element.getAttribute('role') === 'combobox' || element.getAttribute('aria-haspopup') === 'listbox';
}

/** An element that takes typed text as its content; one with controls in it would lose them. */
function isEditable(element: Element): boolean {
  const value = element.getAttribute('contenteditable');
  if (value === null || !/^(true|plaintext-only)?$/i.test(value)) return false;
  return element.querySelector('input,select,textarea,button,table,[contenteditable],[role]') === null;
}

/** The element of an ARIA list that holds the options of a combobox. */
export function listOf(element: Element): Element | null {
  if (element.getAttribute('role') === 'listbox') return element;
  const [list] = [...namedBy(element, 'aria-controls', 1), ...namedBy(element, 'aria-owns', 1)];
  return list ?? element.querySelector('[role=listbox]') ?? siblingList(element);
}

function siblingList(element: Element): Element | null {
  const next = element.nextElementSibling;
  return next?.getAttribute('role') === 'listbox' ? next : null;
}
