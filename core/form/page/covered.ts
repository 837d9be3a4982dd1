import { unshadowed } from './unshadowed.ts';

/**
 * true: something else lies over the middle of a field. Brings it into view first; needs a layout. Labels, drawn
 * controls around it and the field's own parts do not count.
 */
export function isCovered(element: Element): boolean {
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  if (box.width === 0) return false; // drawn by another element
  const root = unshadowed(element.getRootNode()) as Document | ShadowRoot;
  const places = [0.5, 0.15, 0.85].map((part) =>
    root.elementFromPoint(box.left + box.width * part, box.top + box.height / 2),
  );
  return places.some(
    (top) =>
      top !== null &&
      top !== element &&
      !element.contains(top) &&
      !unshadowed(top).contains(element) &&
      !isBeside(top, element),
  );
}

/** an icon or a label that the author put over the field's own edge */
function isBeside(top: Element, element: Element): boolean {
  return (
    unshadowed(top).closest('label')?.control === element ||
    (element.parentElement && unshadowed(element.parentElement).contains(top)) === true
  );
}
