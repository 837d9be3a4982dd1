import { namedBy, unshadowed } from './unshadowed.ts';

const INLINE =
  /^(A|ABBR|B|BIG|BUTTON|CITE|CODE|EM|FONT|I|IMG|INPUT|LABEL|MARK|NOBR|RB|RP|RT|RUBY|S|SELECT|SMALL|SPAN|STRONG|SUB|SUP|TEXTAREA|TIME|U|WBR)$/;

/** true: the element stands within a line of text. Judged by name: asking the layout for every node costs too much. */
export function isInline(tag: string): boolean {
  return INLINE.test(tag);
}

const SKIPPED =
  /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|SVG|HEAD|OBJECT|VIDEO|AUDIO|CANVAS|BUTTON|RT|RP|DATALIST|MATH|OPTION)$/;

/** true: nothing in this element is text that describes a field. */
export function isSkipped(element: Element): boolean {
  return (
    SKIPPED.test(element.tagName.toUpperCase()) ||
    element.hasAttribute('hidden') ||
    isComplaint(element) ||
    /display\s*:\s*none/i.test(element.getAttribute('style') ?? '')
  );
}

/** true: a validator says here what is wrong; it names nothing. */
export function isComplaint(element: Element): boolean {
  const label = element.tagName === 'LABEL' && /\berror\b/i.test(element.getAttribute('class') ?? '');
  return label || element.getAttribute('role') === 'alert';
}

/** White space collapsed (U+3000 kept: examples are written with it) and trimmed; cut at `limit`. */
export function tidy(text: string, limit = 80): string {
  const short = text.length > 2000 ? text.slice(0, 2000) : text;
  return short
    .replace(/[^\S\u3000]+/g, ' ')
    .replace(/[\u200b\ufeff]/g, '')
    .trim()
    .slice(0, limit);
}

/** The text of an element without that of the controls in it. Reads at most 80 nodes. */
export function textOf(element: Element, limit = 80): string {
  let text = '';
  let budget = 80;
  const read = (node: Node): void => {
    let next = unshadowed(node).firstChild;
    while (next && budget-- > 0 && text.length < 500) {
      const child = unshadowed(next);
      next = child.nextSibling;
      if (child.nodeType === 3) text += (child.nodeValue ?? '').slice(0, 2000);
      if (child.nodeType !== 1) continue;
      const inner = child as Node as Element;
      if (/^(SELECT|TEXTAREA)$/.test(inner.tagName) || isSkipped(inner)) continue;
      if (inner.tagName === 'IMG') text += (inner as HTMLImageElement).alt;
      text += ' ';
      read(inner);
      text += ' ';
    }
  };
  read(element);
  return tidy(text, limit);
}

/** The ARIA name an author gave: `aria-labelledby`, else `aria-label`. */
export function ariaName(element: Element): string {
  const texts = namedBy(element, 'aria-labelledby', 4).map((named) =>
    named === element ? '' : textOf(named),
  );
  return tidy(texts.join(' ')) || tidy(unshadowed(element).getAttribute('aria-label') ?? '');
}
