import { unshadowed, viewOf } from './unshadowed.ts';
import { paints, veilsOf, withVeils } from './veils.ts';

/** Tells, while a page is being filled, which fields something lies over. */
export class Covers {
  readonly #veils = new Map<Document, readonly Element[]>();

  /**
   * true: something else lies over the field, wholly or over a part of its middle line. Brings it into view first; needs
   * a layout. Labels, drawn controls around it and the field's own parts do not count.
   */
  over(element: Element): boolean {
    const document = element.ownerDocument;
    const veils = this.#veils.get(document) ?? veilsOf(document);
    this.#veils.set(document, veils);
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = element.getBoundingClientRect();
    if (box.width === 0) return false; // drawn by another element
    if (isFaint(element)) return true;
    const near = veils.filter((veil) => overlap(veil.getBoundingClientRect(), box) > 0.1);
    return withVeils(near, () => isCovered(element, box));
  }
}

function isCovered(element: Element, box: DOMRect): boolean {
  const root = unshadowed(element.getRootNode()) as Document | ShadowRoot;
  const places = [0.08, 0.3, 0.5, 0.7, 0.92].map((part) =>
    root.elementFromPoint(box.left + box.width * part, box.top + box.height / 2),
  );
  return places.some(
    (top) =>
      top !== null &&
      top !== element &&
      !element.contains(top) &&
      !unshadowed(top).contains(element) &&
      !isBeside(top, element, box),
  );
}

/** an icon or a label that the author put over the field's own edge; a sheet over all of it is neither */
function isBeside(top: Element, element: Element, box: DOMRect): boolean {
  const view = element.ownerDocument.defaultView;
  const part = overlap(top.getBoundingClientRect(), box);
  const opaque = view ? paints(top, view.getComputedStyle(top)) : false;
  if (opaque && part > 0.35 && !isDrawing(element)) return false;
  return (
    unshadowed(top).closest('label')?.control === element ||
    (element.parentElement && unshadowed(element.parentElement).contains(top)) === true
  );
}

/** Ticks, radio buttons and selects are often drawn by what lies over them. */
function isDrawing(element: Element): boolean {
  return element.tagName === 'SELECT' || /^(radio|checkbox)$/.test((element as HTMLInputElement).type);
}

/** Seen through everything it stands in, the field is next to invisible, be it for a moment or for good. */
function isFaint(element: Element): boolean {
  let left = 1;
  for (let at: Element | null = element; at && left >= 0.1; at = parentOf(at)) {
    const style = viewOf(at)?.getComputedStyle(at);
    if (!style) return false;
    const filtered = /opacity\(([\d.]+)\)/.exec(style.filter)?.[1] ?? 1;
    left *= Number(style.opacity || 1) * Number(filtered);
  }
  return left < 0.1 && !isDrawing(element);
}

function parentOf(element: Element): Element | null {
  const plain = unshadowed(element);
  return (
    plain.assignedSlot ?? plain.parentElement ?? (plain.getRootNode() as Partial<ShadowRoot>).host ?? null
  );
}

/** how much of `box` lies under `other`, 0..1 */
function overlap(other: DOMRect, box: DOMRect): number {
  const wide = Math.min(other.right, box.right) - Math.max(other.left, box.left);
  const high = Math.min(other.bottom, box.bottom) - Math.max(other.top, box.top);
  return wide > 0 && high > 0 ? (wide * high) / (box.width * box.height) : 0;
}
