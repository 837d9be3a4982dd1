import type { Control, Obstacle } from '../plan/evidence.ts';

/** Judges whether people can see a field. Keeps what it learnt of ancestors: linear in the nodes asked about. */
export class Sight {
  readonly #styles = new Map<Element, CSSStyleDeclaration>();
  readonly #above = new Map<Element, Obstacle | undefined>();
  readonly #layout: boolean;

  /** Without a layout (jsdom) boxes are empty: then style alone decides. */
  constructor(document: Document) {
    this.#layout = document.documentElement.getBoundingClientRect().width > 0;
  }

  /** @param proxies elements that stand for the field when it is itself hidden: labels of a radio button */
  obstacle(element: Element, control: Control, proxies: readonly Element[]): Obstacle | undefined {
    const input = element as HTMLInputElement;
    if (element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true') return 'disabled';
    if (input.readOnly && control === 'text') return 'read-only';
    const own = this.#seen(element);
    if (own === undefined || own === 'inert') return own;
    // The dot of a drawn radio button may have no room of its own.
    const group = control === 'buttons' && own === 'tiny' ? element.parentElement : null;
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

  #isDrawing(beside: Element | null, select: HTMLInputElement): boolean {
    if (!beside || /^(INPUT|SELECT|TEXTAREA|LABEL)$/.test(beside.tagName) || this.#seen(beside)) return false;
    const chosen = (select as unknown as HTMLSelectElement).selectedOptions[0]?.textContent ?? '';
    return (
      /select|chosen|dropdown|choices/i.test(beside.className) ||
      (chosen.trim() !== '' && beside.textContent.includes(chosen.trim()))
    );
  }

  #seen(element: Element): Obstacle | undefined {
    if (this.#layout && element.getClientRects().length === 0) return 'hidden';
    const above = this.#ancestors(element);
    if (above || !this.#layout) return above;
    const box = element.getBoundingClientRect();
    if (box.width < 3 || box.height < 3) return 'tiny';
    const view = element.ownerDocument.defaultView;
    if (box.right + (view?.scrollX ?? 0) <= 0 || box.bottom + (view?.scrollY ?? 0) <= 0) return 'off-screen';
    return this.#clipped(element, box) ? 'clipped' : undefined;
  }

  #style(element: Element): CSSStyleDeclaration | undefined {
    const known = this.#styles.get(element);
    if (known) return known;
    const style = element.ownerDocument.defaultView?.getComputedStyle(element);
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

  #self(element: Element): Obstacle | undefined {
    if (element.hasAttribute('inert') || element.getAttribute('aria-hidden') === 'true') return 'inert';
    const style = this.#style(element);
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
    for (let at = parentOf(element), up = 0; at && up < 40; at = parentOf(at), up++) {
      const style = this.#style(at);
      if (
        !style ||
        !/hidden|clip/.test(`${style.overflowX} ${style.overflowY}`) ||
        at === at.ownerDocument.body
      )
        continue;
      const window = at.getBoundingClientRect();
      if (window.width < 3 || window.height < 3) return true;
      const wide = Math.min(box.right, window.right) - Math.max(box.left, window.left);
      const high = Math.min(box.bottom, window.bottom) - Math.max(box.top, window.top);
      if (at !== at.ownerDocument.documentElement && (wide < box.width / 4 || high < box.height / 4))
        return true;
    }
    return false;
  }
}

function isMoving(element: Element): boolean {
  return typeof element.getAnimations === 'function' && element.getAnimations().length > 0;
}

function hasText(element: Element): boolean {
  return element.textContent.trim() !== '' || element.querySelector('img,svg') !== null;
}

function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  if ('host' in root) return (root as ShadowRoot).host;
  return element.ownerDocument.defaultView?.frameElement ?? null;
}
