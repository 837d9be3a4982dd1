import type { Control } from '../plan/evidence.ts';
import { announceChoice, announceTyping, leave } from './events.ts';
import { chooseAmong } from './drawn-list.ts';
import { textOf, tidy } from './tags.ts';
import { viewOf } from './unshadowed.ts';

/** What stands in a field: the text of a box, of a choice the value of the option and its place (-1: none). */
export interface State {
  readonly value: string;
  readonly option: number;
}

export function stateOf(elements: readonly Element[], control: Control): State {
  const element = elements[0] as HTMLInputElement;
  if (control === 'select')
    return { value: element.value, option: (element as unknown as HTMLSelectElement).selectedIndex };
  if (control === 'radio' || control === 'checkbox') {
    const option = elements.findIndex((member) => (member as HTMLInputElement).checked);
    return { value: (elements[option] as HTMLInputElement | undefined)?.value ?? '', option };
  }
  if (control === 'buttons') {
    const option = elements.findIndex((choice) => choice.getAttribute('aria-checked') === 'true');
    return { value: option < 0 ? '' : textOf(elements[option] as Element, 40), option };
  }
  if (control === 'listbox') return { value: shownBy(element), option: -1 };
  if (control === 'editable') return { value: element.textContent, option: -1 };
  return { value: element.value, option: -1 };
}

/** What a drawn list shows as chosen: of an open list its chosen option, else the text on its button. */
function shownBy(element: HTMLInputElement): string {
  if (element.getAttribute('role') !== 'listbox') return element.value || textOf(element, 400);
  const chosen = element.querySelector('[role=option][aria-selected=true]');
  return chosen ? textOf(chosen, 40) : '';
}

/**
 * Writes as a person would have; a wish that cannot be met (no such option) changes nothing and gives false. Lists that
 * have to be opened (`listbox`) are none of it. `stay`: in a text box, do not go on to the next field yet.
 */
export function writeState(
  elements: readonly Element[],
  control: Control,
  wanted: State,
  stay = false,
): boolean {
  const element = elements[0] as HTMLElement;
  if (control === 'select') return choose(element as HTMLSelectElement, wanted);
  if (control === 'radio' || control === 'checkbox') return tick(elements as HTMLInputElement[], wanted);
  if (control === 'buttons') return chooseAmong(elements as HTMLElement[], [wanted.value]);
  if (control === 'editable') element.textContent = wanted.value;
  else setNatively(element, 'value', wanted.value);
  announceTyping(element, wanted.value);
  if (!stay) leave(element);
  return true;
}

/** Past the setters that frameworks put on the element itself, so that they notice. */
function setNatively(element: Element, property: 'value' | 'selectedIndex', value: string | number): void {
  const view = viewOf(element) ?? globalThis;
  const prototypes = {
    INPUT: view.HTMLInputElement,
    TEXTAREA: view.HTMLTextAreaElement,
    SELECT: view.HTMLSelectElement,
  };
  const known = prototypes[element.tagName as keyof typeof prototypes];
  Object.getOwnPropertyDescriptor(known.prototype, property)?.set?.call(element, value);
}

function choose(select: HTMLSelectElement, { value, option }: State): boolean {
  if (option < 0 && value === '' && select.selectedIndex < 0) return true;
  const options = [...select.options];
  const fits = (at: number): boolean =>
    options[at] !== undefined && (options[at].value === value || tidy(options[at].text, 40) === value);
  const index = fits(option) ? option : options.findIndex((_, at) => fits(at));
  // What a page has chosen itself may be a prompt that cannot be chosen; it can be put back all the same.
  if (index < 0 || (options[index]?.disabled && index !== 0)) return false;
  setNatively(select, 'selectedIndex', index);
  announceChoice(select);
  return true;
}

function tick(members: readonly HTMLInputElement[], { value, option }: State): boolean {
  const none = option < 0 && value === '';
  const fits = members[option]?.value === value ? members[option] : undefined;
  const member = none ? undefined : (fits ?? members.find((one) => one.value === value));
  if (!none && (!member || member.disabled)) return false;
  // Of check boxes that stand for one answer only the right one stays.
  for (const other of members)
    if (other !== member && other.checked && other.type === 'checkbox') other.click();
  if (member && !member.checked) member.click();
  // Nobody can take back a radio button; the page is not told, for what it would do is to choose it again.
  if (none) for (const other of members) other.checked = false;
  return true;
}
