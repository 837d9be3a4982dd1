import { isComplaint } from './tags.ts';

/** Labels of the controls below one document or shadow root, and back. */
export interface Labels {
  readonly of: ReadonlyMap<Element, readonly HTMLLabelElement[]>;
  readonly control: ReadonlyMap<Element, Element>;
}

/**
 * Pairs labels with controls. Where several controls carry one id (a frequent fault), the browser gives all labels to
 * the first; here the nth label goes to the nth control, and if the numbers differ none does.
 */
export function labelsOf(root: Document | ShadowRoot): Labels {
  const byId = new Map<string, Element[]>();
  for (const control of root.querySelectorAll('input[id],select[id],textarea[id]')) {
    push(byId, control.id, control);
  }
  const labels = root.querySelectorAll('label');
  const claims = new Map<string, number>();
  for (const label of labels) {
    if (label.htmlFor) claims.set(label.htmlFor, (claims.get(label.htmlFor) ?? 0) + 1);
  }
  const given = new Map<string, number>();
  const of = new Map<Element, HTMLLabelElement[]>();
  const control = new Map<Element, Element>();
  for (const label of labels) {
    if (isComplaint(label)) continue;
    const id = label.htmlFor;
    const same = (id ? byId.get(id) : undefined) ?? [];
    let target: Element | null | undefined = same.length === 1 ? same[0] : undefined;
    if (same.length === 0) target = label.control;
    if (same.length > 1) {
      const nth = given.get(id) ?? 0;
      given.set(id, nth + 1);
      target = claims.get(id) === same.length ? same[nth] : undefined;
    }
    if (!target) continue;
    push(of, target, label);
    control.set(label, target);
  }
  return { of, control };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
