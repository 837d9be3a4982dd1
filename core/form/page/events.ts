import { viewOf } from './unshadowed.ts';

/**
 * The events of a person who types, without taking the focus: React and Vue listen to `input`, validators to `blur` and
 * `change`, postal look-ups and maskers to `keyup`.
 */
export function announceInput(element: Element, text: string): void {
  const view = viewOf(element) ?? globalThis;
  fire(element, new view.FocusEvent('focus', { composed: true }));
  fire(element, new view.FocusEvent('focusin', { bubbles: true, composed: true }));
  fire(element, new view.KeyboardEvent('keydown', { bubbles: true, composed: true, key: 'Unidentified' }));
  fire(
    element,
    new view.InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }),
  );
  fire(element, new view.KeyboardEvent('keyup', { bubbles: true, composed: true, key: 'Unidentified' }));
  announceChange(element);
  fire(element, new view.FocusEvent('blur', { composed: true }));
  fire(element, new view.FocusEvent('focusout', { bubbles: true, composed: true }));
}

export function announceChange(element: Element): void {
  fire(element, new (viewOf(element) ?? globalThis).Event('change', { bubbles: true }));
}

/** A choice in a select; drawn selects of the jQuery age redraw on events of their own. */
export function announceChoice(element: Element): void {
  const { Event } = viewOf(element) ?? globalThis;
  fire(element, new Event('input', { bubbles: true, composed: true }));
  announceChange(element);
  fire(element, new Event('chosen:updated', { bubbles: true }));
}

/** A page's own listener may throw; that is reported to the page, not to us. */
function fire(element: Element, event: Event): void {
  element.dispatchEvent(event);
}
