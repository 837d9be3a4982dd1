import { listOf } from './control.ts';
import { pressEscape, tap } from './events.ts';
import { textOf } from './tags.ts';
import { unshadowed } from './unshadowed.ts';

const STEP = 50;
/** An ARIA list that has not opened by then does not. */
const OPENS = 600;

type Wait = (ms: number) => Promise<void>;

/**
 * Chooses from an ARIA list box or combobox by text or code: opens it when its options are not there, closes it when
 * none fits. `texts`: what would do, the best first.
 */
export async function chooseFromList(
  element: HTMLElement,
  texts: readonly string[],
  wait: Wait,
): Promise<boolean> {
  const before = listsIn(element);
  if (chooseIn(listOf(element), texts)) return true;
  tap(element);
  for (let waited = 0; waited < OPENS; waited += STEP) {
    await wait(STEP);
    const list = listOf(element) ?? listsIn(element).find((one) => !before.includes(one)) ?? null;
    if (!chooseIn(list, texts)) continue;
    await wait(STEP);
    return true;
  }
  pressEscape(listOf(element) ?? element);
  return false;
}

/** Chooses from the suggestions below a box into which text was typed, if they come. */
export async function chooseSuggested(element: HTMLElement, text: string, wait: Wait): Promise<void> {
  for (let waited = 0; waited < OPENS / 2; waited += STEP) {
    if (chooseIn(listOf(element), [text])) return;
    await wait(STEP);
  }
}

/** Taps the option of the list that fits the earliest of `texts`. */
function chooseIn(list: Element | null, texts: readonly string[]): boolean {
  if (!list) return false;
  return chooseAmong([...list.querySelectorAll<HTMLElement>('[role=option]')].slice(0, 400), texts);
}

/** Taps the one of several ARIA choices that fits the earliest of `texts` by its text or its code. */
export function chooseAmong(choices: readonly HTMLElement[], texts: readonly string[]): boolean {
  for (const text of texts) {
    const choice = choices.find((one) => namesOf(one).includes(text));
    if (choice?.getAttribute('aria-disabled') === 'true') continue;
    if (choice) tap(choice);
    if (choice) return true;
  }
  return false;
}

function namesOf(choice: Element): (string | null)[] {
  const code = choice.getAttribute('data-value') ?? choice.getAttribute('value') ?? choice.id;
  return [code === '' ? null : code, textOf(choice, 40)];
}

/** Lists of the page: one may open far from its box and say nothing of it. */
function listsIn(element: Element): Element[] {
  return [...unshadowed(element.ownerDocument).querySelectorAll('[role=listbox]')].slice(0, 200);
}
