import { viewOf } from './unshadowed.ts';

/**
 * The events of a person who types, without taking the focus: React and Vue listen to `input`, postal look-ups and
 * maskers also to `keyup`. {@link leave} ends them.
 */
export function announceTyping(element: Element, text: string): void {
  const { FocusEvent, InputEvent, KeyboardEvent } = viewOf(element) ?? globalThis;
  const key = { bubbles: true, composed: true, key: 'Unidentified' };
  element.dispatchEvent(new FocusEvent('focus', { composed: true }));
  element.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
  element.dispatchEvent(new KeyboardEvent('keydown', key));
  element.dispatchEvent(
    new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }),
  );
  element.dispatchEvent(new KeyboardEvent('keyup', key));
}

/** Going on to the next field: validators listen to `change` and `blur`. */
export function leave(element: Element): void {
  const { Event, FocusEvent } = viewOf(element) ?? globalThis;
  element.dispatchEvent(new Event('change', { bubbles: true }));
  element.dispatchEvent(new FocusEvent('blur', { composed: true }));
  element.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
}

/** A choice in a select; drawn selects of the jQuery age redraw on events of their own. */
export function announceChoice(element: Element): void {
  const { Event, FocusEvent } = viewOf(element) ?? globalThis;
  element.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
  element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  leave(element);
  element.dispatchEvent(new Event('chosen:updated', { bubbles: true }));
}

/** A tap with the mouse: drawn lists open on `pointerdown` or `mousedown` and choose on `pointerup` or `click`. */
export function tap(element: HTMLElement): void {
  const { MouseEvent, PointerEvent } = viewOf(element) ?? globalThis;
  const box = element.getBoundingClientRect();
  const at = {
    bubbles: true,
    cancelable: true,
    composed: true,
    button: 0,
    clientX: box.left + box.width / 2,
    clientY: box.top + box.height / 2,
  };
  const pointer = { ...at, pointerType: 'mouse', pointerId: 1, isPrimary: true };
  element.dispatchEvent(new PointerEvent('pointermove', pointer));
  element.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1 }));
  element.dispatchEvent(new MouseEvent('mousedown', { ...at, buttons: 1 }));
  element.dispatchEvent(new PointerEvent('pointerup', pointer));
  element.dispatchEvent(new MouseEvent('mouseup', at));
  element.click();
}

export function pressEscape(element: Element): void {
  const { KeyboardEvent } = viewOf(element) ?? globalThis;
  const key = { bubbles: true, cancelable: true, composed: true, key: 'Escape', code: 'Escape' };
  element.dispatchEvent(new KeyboardEvent('keydown', key));
  element.dispatchEvent(new KeyboardEvent('keyup', key));
}
