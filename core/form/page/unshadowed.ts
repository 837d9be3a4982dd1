/**
 * A node as its own kind defines it. Forms and documents offer their fields and images as properties, before their own:
 * `<input name="parentNode">` hides `form.parentNode`, `<img name="body">` hides `document.body` (HTML,
 * "LegacyOverrideBuiltIns"). Whatever may be a form or a document is read through this; other nodes come back as they are.
 */
export function unshadowed<T extends Node>(node: T): T {
  const name: unknown = node.nodeName;
  if (typeof name === 'string' && name !== 'FORM' && name !== 'form' && name !== '#document') return node;
  const kind = Object.getPrototypeOf(node) as object;
  return new Proxy({} as T, {
    get(_, key) {
      const value: unknown = Reflect.get(kind, key, node);
      return typeof value === 'function' ? (value.bind(node) as unknown) : value;
    },
  });
}

/** The elements that an attribute of ids names (`aria-labelledby`), in its order, at most `most`. */
export function namedBy(element: Element, attribute: string, most: number): Element[] {
  const plain = unshadowed(element);
  const ids = (plain.getAttribute(attribute) ?? '').slice(0, 1000).split(/\s+/).filter(Boolean);
  if (ids.length === 0) return [];
  const root = unshadowed(plain.getRootNode()) as Partial<Document>; // of a detached tree: an element
  return ids.slice(0, most).flatMap((id) => root.getElementById?.(id) ?? []);
}

/** The window a node is shown in. */
export function viewOf(node: Node): (Window & typeof globalThis) | null {
  const owner = unshadowed(node).ownerDocument ?? node;
  return unshadowed(owner as Document).defaultView;
}
