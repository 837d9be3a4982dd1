import type { Control, Obstacle } from '../plan/evidence.ts';
import { textOf } from './tags.ts';
import { unshadowed, viewOf } from './unshadowed.ts';

const CLIPS = /hidden|clip/;

/** Judges whether people can see a field. Keeps what it learnt of ancestors: linear in the nodes asked about. */
export class Sight {
  readonly #styles = new Map<Element, CSSStyleDeclaration>();
  readonly #clippers = new Map<Element, Element | null>();
  readonly #above = new Map<Element, Obstacle | undefined>();
  readonly #view: Window | null;
  readonly #layout: boolean;

  /** Without a layout (jsdom) boxes are empty: then style alone decides. */
  constructor(document: Document) {
    this.#view = viewOf(document);
    this.#layout = unshadowed(document).documentElement.getBoundingClientRect().width > 0;
  }

  /** @param proxies elements that stand for the field when it is itself hidden: labels of a radio button */
  obstacle(element: Element, control: Control, proxies: readonly Element[]): Obstacle | undefined {
    const input = element as HTMLInputElement;
    if (element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true') return 'disabled';
    if (input.readOnly && control === 'text') return 'read-only';
    const own = this.#seen(element);
    if (own === undefined || own === 'inert') return own;
    // The dot of a drawn radio button and an empty drawn list may have no room of their own.
    const group = /buttons|listbox/.test(control) && own === 'tiny' ? element.parentElement : null;
    if (group && this.#seen(group) === undefined) return undefined;
    if (control === 'radio' || control === 'checkbox') {
      if (proxies.some((proxy) => this.#seen(proxy) === undefined && hasText(proxy))) return undefined;
    }
    // Drawn selects keep the native one, hidden, right beside the drawing.
    if (
      control === 'select' &&
      [element.nextElementSibling, element.previousElementSibling].some((beside) =>
        this.#isDrawing(beside, input),
      )
    ) {
      return undefined;
    }
    return own;
  }

  #isDrawing(sibling: Element | null, select: HTMLInputElement): boolean {
    if (!sibling || /^(INPUT|SELECT|TEXTAREA|LABEL)$/.test(sibling.tagName) || this.#seen(sibling))
      return false;
    const beside = unshadowed(sibling);
    const chosen = (select as unknown as HTMLSelectElement).selectedOptions[0]?.textContent ?? '';
    return (
      /select|chosen|dropdown|choices/i.test(beside.className) ||
      (chosen.trim() !== '' && textOf(sibling, 400).includes(chosen.trim()))
    );
  }

  #seen(raw: Element): Obstacle | undefined {
    const element = unshadowed(raw);
    const box = element.getBoundingClientRect();
    const nothing = box.width === 0 && box.height === 0;
    if (nothing && this.#layout && element.getClientRects().length === 0) return 'hidden';
    const above = this.#ancestors(raw);
    if (above || !this.#layout) return above;
    if (box.width < 3 || box.height < 3) return 'tiny';
    const { scrollX = 0, scrollY = 0 } = this.#view ?? {};
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return 'off-screen';
    return this.#clipped(raw, box) ? 'clipped' : undefined;
  }

  #style(element: Element): CSSStyleDeclaration | undefined {
    const known = this.#styles.get(element);
    if (known) return known;
    const style = this.#view?.getComputedStyle(element);
    if (style) this.#styles.set(element, style);
    return style;
  }

  #ancestors(element: Element): Obstacle | undefined {
    const path: Element[] = [];
    let at: Element | null = element;
    while (at && !this.#above.has(at)) {
      path.push(at);
      at = parentOf(at);
    }
    let found = at ? this.#above.get(at) : undefined;
    for (const step of path.reverse()) {
      found ??= this.#self(step);
      this.#above.set(step, found);
    }
    // `visibility` is inherited but can be taken back further down.
    return found ?? (/hidden|collapse/.test(this.#style(element)?.visibility ?? '') ? 'hidden' : undefined);
  }

  #self(raw: Element): Obstacle | undefined {
    const element = unshadowed(raw);
    if (element.hasAttribute('inert') || element.getAttribute('aria-hidden') === 'true') return 'inert';
    const style = this.#style(raw);
    if (!style) return 'hidden';
    if (style.display === 'none' || style.contentVisibility === 'hidden') return 'hidden';
    // What is just fading in is not hidden.
    if (style.opacity !== '' && Number(style.opacity) < 0.1 && !isMoving(element)) return 'transparent';
    if (
      /^rect\(0(px)?,? 0(px)?,? 0(px)?,? 0(px)?\)|^rect\(1px,? 1px,? 1px,? 1px\)/.test(
        style.getPropertyValue('clip'),
      )
    )
      return 'clipped';
    return /inset\((50|[6-9]\d|100)%|circle\(0/.test(style.clipPath) ? 'clipped' : undefined;
  }

  #clipped(element: Element, box: DOMRect): boolean {
    let at = this.#clipperOf(element);
    for (let up = 0; at && up < 8; at = this.#clipperOf(at), up++) {
      const window = unshadowed(at).getBoundingClientRect();
      if (window.width < 3 || window.height < 3) return true;
      const wide = Math.min(box.right, window.right) - Math.max(box.left, window.left);
      const high = Math.min(box.bottom, window.bottom) - Math.max(box.top, window.top);
      if (at.tagName !== 'HTML' && (wide < box.width / 4 || high < box.height / 4)) return true;
    }
    return false;
  }

  /** The next element above that hides what reaches over its edge. */
  #clipperOf(element: Element): Element | null {
    const path: Element[] = [];
    let at: Element | null = element;
    let found: Element | null | undefined;
    while (at && (found = this.#clippers.get(at)) === undefined) {
      path.push(at);
      at = parentOf(at);
      if (at?.tagName === 'IFRAME' || at?.tagName === 'FRAME') break; // other coordinates begin there
      const style = at && at.tagName !== 'BODY' ? this.#style(at) : undefined;
      if (at && style && (CLIPS.test(style.overflowX) || CLIPS.test(style.overflowY))) {
        found = at;
        break;
      }
    }
    for (const step of path) this.#clippers.set(step, found ?? null);
    return found ?? null;
  }
}

function isMoving(element: Element): boolean {
  return typeof element.getAnimations === 'function' && element.getAnimations().length > 0;
}

function hasText(element: Element): boolean {
  return element.textContent.trim() !== '' || element.querySelector('img,svg') !== null;
}

function parentOf(element: Element): Element | null {
  const plain = unshadowed(element);
  const above = plain.assignedSlot ?? plain.parentElement;
  if (above) return above;
  const root = unshadowed(plain.getRootNode()) as ShadowRoot;
  if (root.nodeType === 11) return root.host;
  return viewOf(element)?.frameElement ?? null;
}
