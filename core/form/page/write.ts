import type { Control } from '../plan/evidence.ts';
import { listOf } from './control.ts';
import { announceChoice, announceInput } from './events.ts';
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
  if (control === 'listbox' || control === 'editable')
    return { value: element.value || textOf(element, 400), option: -1 };
  return { value: element.value, option: -1 };
}

/** Writes as a person would have; a wish that cannot be met (no such option) changes nothing and gives false. */
export function writeState(elements: readonly Element[], control: Control, wanted: State): boolean {
  const element = elements[0] as HTMLElement;
  if (control === 'select') return choose(element as HTMLSelectElement, wanted);
  if (control === 'radio' || control === 'checkbox') return tick(elements as HTMLInputElement[], wanted);
  if (control === 'buttons') return press(elements as HTMLElement[], wanted);
  if (control === 'listbox') {
    const list = listOf(element);
    return list !== null && press([...list.querySelectorAll<HTMLElement>('[role=option]')], wanted);
  }
  if (control === 'editable') element.textContent = wanted.value;
  else setNatively(element, 'value', wanted.value);
  announceInput(element, wanted.value);
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
  const options = [...select.options];
  const fits = (at: number): boolean =>
    options[at] !== undefined && (options[at].value === value || tidy(options[at].text, 40) === value);
  const index = fits(option) ? option : options.findIndex((_, at) => fits(at));
  if (index < 0 || options[index]?.disabled) return false;
  setNatively(select, 'selectedIndex', index);
  announceChoice(select);
  return true;
}

function tick(members: readonly HTMLInputElement[], { value, option }: State): boolean {
  const member =
    members[option]?.value === value ? members[option] : members.find((one) => one.value === value);
  if (!member || member.disabled) return false;
  // Of check boxes that stand for one answer only the right one stays.
  for (const other of members)
    if (other !== member && other.type === 'checkbox' && other.checked) other.click();
  if (!member.checked) member.click();
  return true;
}

function press(choices: readonly HTMLElement[], { value, option }: State): boolean {
  const of = (choice: HTMLElement | undefined): boolean =>
    choice !== undefined &&
    [choice.getAttribute('data-value'), choice.getAttribute('value'), choice.id, textOf(choice, 40)].includes(
      value,
    );
  const choice = of(choices[option]) ? choices[option] : choices.find(of);
  choice?.click();
  return choice !== undefined;
}
